import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { unwrap } from '@netloom/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { Panel } from '../../parts/panel.tsx';
import { showFieldErrors } from '../../parts/show-field-errors.ts';
import { toast } from '../../parts/toast.ts';
import { useSession } from '../../session/session-context.ts';

const empty = { old_password: '', new_password1: '', new_password2: '' };
const names = ['old_password', 'new_password1', 'new_password2'] as const;
const labels = { old_password: 'old', new_password1: 'new', new_password2: 'repeat' } as const;

/** Changes one's own password, or leads to the page that does where the API does not. */
export const PasswordPanel = () => {
  const { t } = useTranslation();
  const { auth_api: withApi } = useSession();
  if (withApi) return <PasswordForm />;
  return (
    <Panel title={t('account.password.title')}>
      <Button component="a" href="/accounts/password/change/" variant="default">
        {t('account.password.change')}
      </Button>
    </Panel>
  );
};

const PasswordForm = () => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ initialValues: empty });
  const change = useMutation({
    mutationFn: (values: typeof empty) =>
      unwrap(api.POST('/api/v1/users/user/password/change/', { body: values })),
    onSuccess: async () => {
      form.reset();
      toast(t('account.password.done'));
      await client.invalidateQueries({ queryKey: ['account', 'sessions'] });
    },
    onError: (error) => showFieldErrors(form, names, error),
  });
  return (
    <Panel title={t('account.password.title')}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <Stack gap="sm">
          {change.error && Object.keys(form.errors).length === 0 ? <ErrorAlert error={change.error} /> : null}
          {names.map((name) => {
            const label = t(`account.password.${labels[name]}`);
            return (
              <PasswordInput
                key={name}
                label={label}
                autoComplete={name === 'old_password' ? 'current-password' : 'new-password'}
                visibilityToggleButtonProps={{ 'aria-label': t('common.showThing', { thing: label }) }}
                {...form.getInputProps(name)}
              />
            );
          })}
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('account.password.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
};
