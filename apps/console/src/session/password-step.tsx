import { Alert, Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ApiError, unwrap } from '@netloom/api-client';
import { IconLogin2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { shownLanguage } from '../i18n/i18n.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { passwordChangePage, type LoginAnswer } from './login.ts';

interface Credentials {
  username: string;
  password: string;
}

/** A wrong or old password is an everyday thing and told in one line; anything else is told in full. */
export const LoginError = ({ error, wrong }: { error: unknown; wrong: string }) => {
  const { t } = useTranslation();
  const changePage = passwordChangePage(error);
  if (changePage !== undefined) {
    return (
      <Alert role="alert" color="yellow" variant="light" title={t('login.passwordExpired')}>
        <Text size="sm">
          {t('login.passwordExpiredText')}{' '}
          <Anchor href={changePage} size="sm" underline="always">
            {t('login.changePassword')}
          </Anchor>
        </Text>
      </Alert>
    );
  }
  if (!(error instanceof ApiError) || error.status !== 400) return <ErrorAlert error={error} />;
  return (
    <Alert role="alert" color="red" variant="light">
      {wrong}
    </Alert>
  );
};

/** User name and password. */
export const PasswordStep = ({ onAnswer }: { onAnswer: (answer: LoginAnswer) => void }) => {
  const { t } = useTranslation();
  const required = (value: string) => (value === '' ? t('common.required') : null);
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: { username: required, password: required },
  });
  const login = useMutation({
    mutationFn: (credentials: Credentials) => unwrap(api.POST('/api/v1/session/', { body: credentials })),
    onSuccess: onAnswer,
  });
  return (
    <form onSubmit={form.onSubmit((credentials) => login.mutate(credentials))} noValidate>
      <Stack gap="sm">
        {login.error ? <LoginError error={login.error} wrong={t('login.failed')} /> : null}
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
        <Group justify="flex-end">
          <Anchor href={`/accounts/password/reset/?language=${shownLanguage()}`} size="sm">
            {t('login.forgot')}
          </Anchor>
        </Group>
        <Button type="submit" loading={login.isPending} leftSection={<IconLogin2 size={18} />}>
          {t('login.submit')}
        </Button>
      </Stack>
    </form>
  );
};
