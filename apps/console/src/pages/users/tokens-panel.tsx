import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KnownUser } from '../../model/user.ts';
import { Panel } from '../../parts/panel.tsx';
import { TokenList } from '../account/token-list.tsx';

/** The tokens of a user, to be revoked. Only superusers see those of others. */
export const TokensPanel = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  return (
    <Panel title={t('users.tokens.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('users.tokens.text')}
        </Text>
        <TokenList userId={user.id} none={t('users.tokens.none')} />
      </Stack>
    </Panel>
  );
};
