import { ActionIcon, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { unwrap, type Schemas } from '@netloom/api-client';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { fieldErrors } from '../../api/field-errors.ts';
import type { KnownUser } from '../../model/user.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { HealthBadge } from '../../parts/health-badge.tsx';
import { Panel } from '../../parts/panel.tsx';
import { toast, toastError } from '../../parts/toast.ts';
import { useMay } from '../../session/session-context.ts';

type EmailAddress = Schemas['EmailAddress'];

interface RowProps {
  address: EmailAddress;
  onPrimary: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}

const EmailRow = ({ address, onPrimary, onRemove }: RowProps) => {
  const { t } = useTranslation();
  const { email, verified, primary } = address;
  return (
    <Group justify="space-between" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {email}{' '}
          {primary ? (
            <Badge variant="light" tt="none" size="sm">
              {t('users.emails.primary')}
            </Badge>
          ) : null}
        </Text>
        <HealthBadge
          health={verified ? 'ok' : 'unknown'}
          word={t(verified ? 'users.emails.verified' : 'users.emails.unverified')}
        />
      </div>
      <Group gap={4}>
        {onPrimary && !primary ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('users.emails.makePrimaryThing', { email })}
            onClick={onPrimary}
          >
            {t('users.emails.makePrimary')}
          </Button>
        ) : null}
        {onRemove ? (
          <ActionIcon aria-label={t('users.emails.remove', { email })} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        ) : null}
      </Group>
    </Group>
  );
};

const AddEmail = ({ user, onAdded }: { user: KnownUser; onAdded: () => Promise<void> }) => {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const add = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/users/user/{user_id}/email/', {
          params: { path: { user_id: user.id } },
          body: { email },
        }),
      ),
    onSuccess: async () => {
      toast(t('users.emails.added', { email }));
      setEmail('');
      await onAdded();
    },
  });
  const wrong = fieldErrors(add.error).get('email');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (email.trim() !== '') add.mutate();
      }}
      noValidate
    >
      {add.error && !wrong ? <ErrorAlert error={add.error} /> : null}
      <Group gap="xs" align="flex-end">
        <TextInput
          style={{ flex: '1 1 200px' }}
          type="email"
          label={t('users.emails.addLabel')}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          {...(wrong ? { error: wrong.join(' ') } : {})}
        />
        <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} loading={add.isPending}>
          {t('users.emails.add')}
        </Button>
      </Group>
    </form>
  );
};

/** The e-mail addresses of a user, and which of them are known to be theirs. */
export const EmailsPanel = ({ user, readOnly }: { user: KnownUser; readOnly: boolean }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  const key = ['item', 'user', user.id, 'emails'];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/users/user/{user_id}/email/', {
          params: { path: { user_id: user.id }, query: { page_size: 100 } },
          signal,
        }),
      ),
  });
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: key });
  const addressOf = (id: number) => ({ params: { path: { user_id: user.id, id } } });
  const prefer = useMutation({
    mutationFn: ({ id }: EmailAddress) =>
      unwrap(
        api.PATCH('/api/v1/users/user/{user_id}/email/{id}/', {
          ...addressOf(id),
          body: { primary: true },
        }),
      ),
    onSuccess: changed,
    onError: (failure) => toastError(failure, t),
  });
  const remove = useMutation({
    mutationFn: ({ id }: EmailAddress) =>
      unwrap(api.DELETE('/api/v1/users/user/{user_id}/email/{id}/', addressOf(id))),
    onSuccess: async (_, { email }) => {
      toast(t('users.emails.removed', { email }));
      await changed();
    },
    onError: (failure) => toastError(failure, t),
  });
  const mayChange = !readOnly && may('change', 'account.emailaddress');
  const mayDelete = !readOnly && may('delete', 'account.emailaddress');
  return (
    <Panel title={t('users.emails.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('users.emails.text')}
        </Text>
        {error ? <ErrorAlert error={error} /> : null}
        {data?.results.map((address) => (
          <EmailRow
            key={address.id}
            address={address}
            onPrimary={mayChange ? () => prefer.mutate(address) : undefined}
            onRemove={mayDelete ? () => remove.mutate(address) : undefined}
          />
        ))}
        {data?.results.length === 0 ? <Text size="sm">{t('users.emails.none')}</Text> : null}
        {!readOnly && may('add', 'account.emailaddress') ? <AddEmail user={user} onAdded={changed} /> : null}
      </Stack>
    </Panel>
  );
};
