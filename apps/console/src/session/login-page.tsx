import {
  Alert,
  Button,
  Collapse,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronDown, IconChevronRight, IconClockOff, IconLogin2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { api } from '../api/request.ts';
import type { Session } from '../model/session.ts';
import { CodeBlock } from '../parts/code-block.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { Logo } from '../parts/logo.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import './login-page.css';

interface Credentials {
  username: string;
  password: string;
}

const logCommands = 'journalctl -u netloom\ndocker logs netloom';
const resetCommand = 'npx netloom user reset-password admin';

const FirstTimeHint = () => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const id = useId();
  return (
    <div>
      <UnstyledButton
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
        c="dimmed"
        fz="sm"
        style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
      >
        {opened ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        {t('login.firstTime')}
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <Stack gap="xs" pt="xs">
          <Text size="sm" c="dimmed">
            {t('login.firstTimeText')}
          </Text>
          <CodeBlock code={logCommands} label={t('login.logCommands')} />
          <Text size="sm" c="dimmed">
            {t('login.forgotten')}
          </Text>
          <CodeBlock code={resetCommand} label={t('login.resetCommand')} />
        </Stack>
      </Collapse>
    </div>
  );
};

/** A wrong password is an everyday thing and told in one line; anything else is told in full. */
const LoginError = ({ error }: { error: unknown }) => {
  const { t } = useTranslation();
  if (!(error instanceof ApiError) || error.status !== 400) return <ErrorAlert error={error} />;
  return (
    <Alert role="alert" color="red" variant="light">
      {t('login.failed')}
    </Alert>
  );
};

interface Props {
  /** True when a session has just ended by itself. */
  expired: boolean;
  onLogin: (session: Session) => void;
}

export const LoginPage = ({ expired, onLogin }: Props) => {
  const { t } = useTranslation();
  usePageTitle(t('login.title'));
  const required = (value: string) => (value === '' ? t('common.required') : null);
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: { username: required, password: required },
  });
  const login = useMutation({
    mutationFn: (credentials: Credentials) => api.post<Session>('session/', credentials),
    onSuccess: onLogin,
  });
  return (
    <main className="login">
      <Stack className="surface login-card" gap="lg">
        <Stack gap={6}>
          <Logo size={40} />
          <Title order={1} mt="xs">
            {t('login.welcome')}
          </Title>
          <Text c="dimmed" size="md">
            {t('login.text')}
          </Text>
        </Stack>
        {expired && !login.error ? (
          <Alert color="accent" variant="light" icon={<IconClockOff size={18} />}>
            {t('login.expired')}
          </Alert>
        ) : null}
        {login.error ? <LoginError error={login.error} /> : null}
        <form onSubmit={form.onSubmit((credentials) => login.mutate(credentials))} noValidate>
          <Stack gap="sm">
            <TextInput
              label={t('login.username')}
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
              key={form.key('username')}
              {...form.getInputProps('username')}
            />
            <PasswordInput
              label={t('login.password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{
                'aria-label': t('common.showThing', { thing: t('login.password') }),
              }}
              key={form.key('password')}
              {...form.getInputProps('password')}
            />
            <Button type="submit" mt="xs" loading={login.isPending} leftSection={<IconLogin2 size={18} />}>
              {t('login.submit')}
            </Button>
          </Stack>
        </form>
        <FirstTimeHint />
      </Stack>
    </main>
  );
};
