import { Button, Group, Stack, Text } from '@mantine/core';
import { unwrap, type Schemas } from '@netloom/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { absoluteTime } from '../../format/absolute-time.ts';
import type { KnownUser } from '../../model/user.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { Panel } from '../../parts/panel.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { toast } from '../../parts/toast.ts';

type ApiToken = Schemas['ApiToken'];

const RevokeDialog = ({ token, onClose }: { token: ApiToken; onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, name, user } = token;
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/users/api-token/{id}/', { params: { path: { id } } })),
    onSuccess: async () => {
      toast(t('account.tokens.revoked', { name }));
      onClose();
      await client.invalidateQueries({ queryKey: ['item', 'user', user, 'tokens'] });
    },
  });
  return (
    <ConfirmDialog
      title={t('account.tokens.revokeTitle', { name })}
      confirm={t('account.tokens.revoke')}
      danger
      busy={revoke.isPending}
      onCancel={onClose}
      onConfirm={() => revoke.mutate()}
    >
      {revoke.error ? <ErrorAlert error={revoke.error} /> : null}
      <Text size="sm">{t('account.tokens.revokeText')}</Text>
    </ConfirmDialog>
  );
};

const TokenRow = ({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) => {
  const { t, i18n } = useTranslation();
  const { name, scope, expires, last_used: lastUsed } = token;
  const facts = [
    t(scope === 'full' ? 'account.tokens.scopeFull' : 'account.tokens.scopeReadOnly'),
    ...(expires ? [t('account.tokens.until', { time: absoluteTime(new Date(expires), i18n.language) })] : []),
  ];
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm">
          {name}{' '}
          <Text span size="xs" c="dimmed" className="mono">
            {token.token}
          </Text>
        </Text>
        <Text size="xs" c="dimmed">
          {facts.join(' · ')} · {lastUsed ? <TimeAgo time={lastUsed} /> : t('account.passkeys.neverUsed')}
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('account.tokens.revokeThing', { name })}
        onClick={onRevoke}
      >
        {t('account.tokens.revoke')}
      </Button>
    </Group>
  );
};

/** The tokens of a user, to be revoked. Only superusers see those of others. */
export const TokensPanel = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const [revoking, setRevoking] = useState<ApiToken>();
  const { data, error } = useQuery({
    queryKey: ['item', 'user', user.id, 'tokens'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/users/api-token/', {
          params: { query: { user: user.id, cursor: '', page_size: 100 } },
          signal,
        }),
      ),
  });
  return (
    <Panel title={t('users.tokens.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('users.tokens.text')}
        </Text>
        {error ? <ErrorAlert error={error} /> : null}
        {data?.results.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
        ))}
        {data?.results.length === 0 ? <Text size="sm">{t('users.tokens.none')}</Text> : null}
      </Stack>
      {revoking ? <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} /> : null}
    </Panel>
  );
};
