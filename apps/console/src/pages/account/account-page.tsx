import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Columns } from '../../parts/columns.tsx';
import { Page } from '../../parts/page.tsx';
import { AppearancePanel } from './appearance-panel.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';

/** What the console looks like, how one logs in, where one is logged in, and the programs that work in one's name. */
export const AccountPage = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('account.title')}>
      <Columns>
        <Stack gap="md">
          <SecondFactorPanel />
          <PasskeysPanel />
          <TokensPanel />
        </Stack>
        <Stack gap="md">
          <AppearancePanel />
          <PasswordPanel />
          <SessionsPanel />
        </Stack>
      </Columns>
    </Page>
  );
};
