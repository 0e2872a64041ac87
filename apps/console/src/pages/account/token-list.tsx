import { Button, Group, Text } from '@mantine/core';
import { unwrap, type Schemas } from '@netloom/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { absoluteTime } from '../../format/absolute-time.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { toast } from '../../parts/toast.ts';

type ApiToken = Schemas['ApiToken'];

const queryKey = (userId: string) => ['item', 'user', userId, 'tokens'];

/** Asks again for the tokens of a user: to be called after one was made. */
export const useTokensChanged = (userId: string): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKey(userId) });
};

const RevokeDialog = ({ token, onClose }: { token: ApiToken; onClose: () => void }) => {
  const { t } = useTranslation();
  const { id, name, user } = token;
  const changed = useTokensChanged(user);
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/users/api-token/{id}/', { params: { path: { id } } })),
    onSuccess: async () => {
      toast(t('account.tokens.revoked', { name }));
      onClose();
      await changed();
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

/** A user's tokens for programs, to be revoked. @param none said where there are none; empty says nothing */
export const TokenList = ({ userId, none }: { userId: string; none: string }) => {
  const [revoking, setRevoking] = useState<ApiToken>();
  const { data, error } = useQuery({
    queryKey: queryKey(userId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/users/api-token/', {
          params: { query: { user: userId, cursor: '', page_size: 100 } },
          signal,
        }),
      ),
  });
  return (
    <>
      {error ? <ErrorAlert error={error} /> : null}
      {data?.results.map((token) => (
        <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
      ))}
      {data?.results.length === 0 && none !== '' ? <Text size="sm">{none}</Text> : null}
      {revoking ? <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} /> : null}
    </>
  );
};
