import {
  Input,
  SegmentedControl,
  Stack,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { showLanguage } from '../../i18n/i18n.ts';
import { storedLanguage, storeLanguage } from '../../i18n/language-choice.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Session } from '../../model/session.ts';
import { Panel } from '../../parts/panel.tsx';
import { toastError } from '../../parts/toast.ts';
import { LanguageSelect } from '../../session/language-select.tsx';
import { useSession } from '../../session/session-context.ts';
import { colorSchemes } from '../../theme/color-scheme.ts';

const OwnLanguage = () => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user } = useSession();
  const choose = useMutation({
    mutationFn: (language: Language | null) =>
      unwrap(api.PUT('/api/v1/session/language/', { body: { language } })),
    onSuccess: async (_, language) => {
      // For the login page, which does not know yet who comes.
      storeLanguage(language);
      await showLanguage(language);
      client.setQueryData<Session>(
        ['session'],
        (session) => session && { ...session, user: { ...session.user, language } },
      );
    },
    onError: (error) => toastError(error, t),
  });
  return (
    <LanguageSelect
      label={t('frame.language.label')}
      description={t('account.appearance.languageHelp')}
      disabled={choose.isPending}
      value={user.language ?? storedLanguage()}
      onChange={(language) => choose.mutate(language)}
    />
  );
};

const OwnColours = () => {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Input.Wrapper
      label={t('frame.theme.label')}
      description={t('account.appearance.coloursHelp')}
      labelElement="div"
      role="group"
      aria-label={t('frame.theme.label')}
    >
      <div style={{ paddingTop: 6 }}>
        <SegmentedControl
          aria-label={t('frame.theme.label')}
          value={colorScheme}
          data={colorSchemes.map((value) => ({ value, label: t(`frame.theme.${value}`) }))}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        />
      </div>
    </Input.Wrapper>
  );
};

/** Language and colours of the console. */
export const AppearancePanel = () => {
  const { t } = useTranslation();
  return (
    <Panel title={t('account.appearance.title')}>
      <Stack gap="md">
        <OwnLanguage />
        <OwnColours />
      </Stack>
    </Panel>
  );
};
