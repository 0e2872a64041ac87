import { Button, Stack, Text, Title } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../parts/logo.tsx';
import '../../parts/page.css';
import { usePageTitle } from '../../parts/page-title.ts';
import { useLogOut } from '../../session/use-log-out.ts';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';

/** In the place of everything, until somebody whose organization asks for a second factor has one. */
export const FactorRequiredPage = () => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const logOut = useLogOut();
  usePageTitle(t('account.required.title'));
  const goOn = (): void => void client.invalidateQueries({ queryKey: ['session'] });
  return (
    <main className="page" style={{ maxWidth: 640 }}>
      <Stack gap="md">
        <Logo size={40} />
        <div>
          <Title order={1}>{t('account.required.title')}</Title>
          <Text c="dimmed">{t('account.required.text')}</Text>
        </div>
        <SecondFactorPanel onSetUp={goOn} />
        <PasskeysPanel onSetUp={goOn} />
        <div>
          <Button variant="subtle" color="gray" leftSection={<IconLogout size={16} />} onClick={logOut}>
            {t('frame.logOut')}
          </Button>
        </div>
      </Stack>
    </main>
  );
};
