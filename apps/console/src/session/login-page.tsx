import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showLanguage } from '../i18n/i18n.ts';
import { storedLanguage, storeLanguage } from '../i18n/language-choice.ts';
import type { Session } from '../model/session.ts';
import { Logo } from '../parts/logo.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { FactorStep } from './factor-step.tsx';
import { FirstTimeHint } from './first-time-hint.tsx';
import { LanguageSelect } from './language-select.tsx';
import './login-page.css';
import { isChallenge, type Challenge, type LoginAnswer } from './login.ts';
import { PasswordStep } from './password-step.tsx';
import { SignOnButtons } from './sign-on-buttons.tsx';

interface Props {
  /** True when a session has just ended by itself. */
  expired: boolean;
  onLogin: (session: Session) => void;
}

/** The language of this browser, until it is known who comes. */
const LoginLanguage = () => {
  const { t } = useTranslation();
  const [language, setLanguage] = useState(storedLanguage);
  return (
    <LanguageSelect
      className="login-language"
      aria-label={t('frame.language.label')}
      size="xs"
      variant="unstyled"
      value={language}
      onChange={(chosen) => {
        storeLanguage(chosen);
        setLanguage(chosen);
        void showLanguage(chosen);
      }}
    />
  );
};

export const LoginPage = ({ expired, onLogin }: Props) => {
  const { t } = useTranslation();
  usePageTitle(t('login.title'));
  const [challenge, setChallenge] = useState<Challenge>();
  const answered = (answer: LoginAnswer): void => {
    if (isChallenge(answer)) setChallenge(answer);
    else onLogin(answer);
  };
  return (
    <main className="login">
      <Stack className="surface login-card" gap="lg">
        <Stack gap={6}>
          <Logo size={40} />
          <Title order={1} mt="xs">
            {challenge ? t('login.factorTitle') : t('login.welcome')}
          </Title>
          <Text c="dimmed" size="md">
            {challenge ? t('login.factorText') : t('login.text')}
          </Text>
        </Stack>
        {expired && !challenge ? (
          <Alert color="accent" variant="light" icon={<IconClockOff size={18} />}>
            {t('login.expired')}
          </Alert>
        ) : null}
        {challenge ? (
          <FactorStep challenge={challenge} onLogin={onLogin} onBack={() => setChallenge(undefined)} />
        ) : (
          <>
            <PasswordStep onAnswer={answered} />
            <SignOnButtons />
            <FirstTimeHint />
          </>
        )}
      </Stack>
      <LoginLanguage />
    </main>
  );
};
