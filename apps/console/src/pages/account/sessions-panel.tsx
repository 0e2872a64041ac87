import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { Panel } from '../../parts/panel.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { toast, toastError } from '../../parts/toast.ts';
import { browserName } from './browser-name.ts';
import { useAccountChanged } from './use-second-factor.ts';

interface OwnSession {
  id: string;
  created: string;
  last_used: string;
  ip: string;
  user_agent: string;
  is_current: boolean;
}

const SessionRow = ({ session, onEnd }: { session: OwnSession; onEnd: () => void }) => {
  const { t } = useTranslation();
  const { browser = t('account.sessions.unknown'), system } = browserName(session.user_agent);
  const name = system === undefined ? browser : t('account.sessions.on', { browser, system });
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" title={session.user_agent}>
          {name}{' '}
          {session.is_current ? (
            <Badge variant="light" tt="none" size="sm">
              {t('account.sessions.current')}
            </Badge>
          ) : null}
        </Text>
        <Text size="xs" c="dimmed">
          <span className="mono">{session.ip}</span> · {t('account.sessions.lastUsed')}{' '}
          <TimeAgo time={session.last_used} />
        </Text>
      </div>
      {session.is_current ? null : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('account.sessions.endThing', { name })}
          onClick={onEnd}
        >
          {t('account.sessions.end')}
        </Button>
      )}
    </Group>
  );
};

/** Where one is logged in, and an end to it. */
export const SessionsPanel = () => {
  const { t } = useTranslation();
  const changed = useAccountChanged();
  const { data } = useQuery({
    queryKey: ['account', 'sessions'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/session/list/', { signal })),
  });
  const end = useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/session/list/{id}/', { params: { path: { id } } })),
    onSuccess: async () => {
      toast(t('account.sessions.ended'));
      await changed();
    },
    onError: (error) => toastError(error, t),
  });
  return (
    <Panel title={t('account.sessions.title')}>
      <Stack gap="sm">
        {data?.results.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </Stack>
    </Panel>
  );
};
