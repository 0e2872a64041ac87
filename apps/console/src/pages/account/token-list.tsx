import { Button, Group, Text } from '@mantine/core';
import { unwrap, type Schemas } from '@netloom/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { absoluteTime } from '../../format/absolute-time.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

type ApiToken = Schemas['ApiToken'];

const queryKey = (userId: string) => ['item', 'user', userId, 'tokens'];

/** Asks again for the tokens of a user: to be called after one was made. */
export const useTokensChanged = (userId: string): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKey(userId) });
};

interface RowProps {
  name: string;
  /** As far as it may be shown. */
  token?: string;
  facts: ReactNode;
  onRevoke: () => void;
}

const TokenRow = ({ name, token, facts, onRevoke }: RowProps) => {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm">
          {name}{' '}
          {token === undefined ? null : (
            <Text span size="xs" c="dimmed" className="mono">
              {token}
            </Text>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {facts}
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

const Facts = ({ token: { scope, expires, last_used: lastUsed } }: { token: ApiToken }) => {
  const { t, i18n } = useTranslation();
  const facts = [
    t(scope === 'full' ? 'account.tokens.scopeFull' : 'account.tokens.scopeReadOnly'),
    ...(expires ? [t('account.tokens.until', { time: absoluteTime(new Date(expires), i18n.language) })] : []),
  ];
  return (
    <>
      {facts.join(' · ')} · {lastUsed ? <TimeAgo time={lastUsed} /> : t('account.passkeys.neverUsed')}
    </>
  );
};

/**
 * A user's tokens for programs, and the one that is got for the password, to be revoked.
 * @param none said where there are none; empty says nothing
 */
export const TokenList = ({ userId, none }: { userId: string; none: string }) => {
  const { t } = useTranslation();
  const changed = useTokensChanged(userId);
  const [revoking, setRevoking] = useState<{ name: string; revoke: () => Promise<unknown> }>();
  const named = useQuery({
    queryKey: [...queryKey(userId), 'named'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/users/api-token/', {
          params: { query: { user: userId, cursor: '', page_size: 100 } },
          signal,
        }),
      ),
  });
  const path = { id: userId };
  const classic = useQuery({
    queryKey: [...queryKey(userId), 'classic'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/users/user/{id}/token/', { params: { path }, signal })),
  });
  const error = named.error ?? classic.error;
  const classicName = t('account.tokens.classic');
  const isEmpty = named.data?.results.length === 0 && classic.data?.created === null;
  return (
    <>
      {error ? <ErrorAlert error={error} /> : null}
      {classic.data?.created ? (
        <TokenRow
          name={classicName}
          facts={
            <>
              {t('account.tokens.classicText')} · <TimeAgo time={classic.data.created} />
            </>
          }
          onRevoke={() =>
            setRevoking({
              name: classicName,
              revoke: () => unwrap(api.DELETE('/api/v1/users/user/{id}/token/', { params: { path } })),
            })
          }
        />
      ) : null}
      {named.data?.results.map((token) => (
        <TokenRow
          key={token.id}
          name={token.name}
          token={token.token}
          facts={<Facts token={token} />}
          onRevoke={() =>
            setRevoking({
              name: token.name,
              revoke: () =>
                unwrap(api.DELETE('/api/v1/users/api-token/{id}/', { params: { path: { id: token.id } } })),
            })
          }
        />
      ))}
      {isEmpty && none !== '' ? <Text size="sm">{none}</Text> : null}
      {revoking ? (
        <RevokeDialog {...revoking} onRevoked={changed} onClose={() => setRevoking(undefined)} />
      ) : null}
    </>
  );
};
