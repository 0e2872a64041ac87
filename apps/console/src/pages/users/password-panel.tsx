import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { unwrap } from '@netloom/api-client';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { KnownUser } from '../../model/user.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { showFieldErrors } from '../../parts/show-field-errors.ts';
import { toast } from '../../parts/toast.ts';
import { useSession } from '../../session/session-context.ts';
import { useUserChanged } from './use-user.ts';

const empty = { new_password: '', confirm_password: '' };
const names = ['new_password', 'confirm_password'] as const;
const labels = { new_password: 'new', confirm_password: 'repeat' } as const;

const PasswordForm = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const changed = useUserChanged();
  const required = (value: string) => (value === '' ? t('common.required') : null);
  const form = useForm({
    initialValues: empty,
    validate: { new_password: required, confirm_password: required },
  });
  const set = useMutation({
    mutationFn: (values: typeof empty) =>
      unwrap(
        api.PUT('/api/v1/users/user/{id}/password/', {
          params: { path: { id: user.id } },
          body: { ...values, current_password: null },
        }),
      ),
    onSuccess: async () => {
      form.reset();
      toast(t('users.password.done', { name: user.username }));
      await changed(user.id);
    },
    onError: (error) => showFieldErrors(form, names, error),
  });
  return (
    <form onSubmit={form.onSubmit((values) => set.mutate(values))} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('users.password.text')}
        </Text>
        {set.error && Object.keys(form.errors).length === 0 ? <ErrorAlert error={set.error} /> : null}
        {names.map((name) => {
          const label = t(`users.password.${labels[name]}`);
          return (
            <PasswordInput
              key={name}
              label={label}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': t('common.showThing', { thing: label }) }}
              {...form.getInputProps(name)}
            />
          );
        })}
        <div>
          <Button type="submit" variant="default" loading={set.isPending}>
            {t('users.password.set')}
          </Button>
        </div>
      </Stack>
    </form>
  );
};

/** Sets the password of somebody else. One's own needs the present one, and has a page of its own. */
export const PasswordPanel = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const isSelf = useSession().user.id === user.id;
  return (
    <Panel title={t('users.password.title')}>
      {isSelf ? (
        <Text size="sm">
          {t('users.password.own')}{' '}
          <AnchorLink size="sm" underline="always" to="/account">
            {t('users.password.ownLink')}
          </AnchorLink>
        </Text>
      ) : (
        <PasswordForm user={user} />
      )}
    </Panel>
  );
};
