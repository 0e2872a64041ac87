import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listPage } from '../../api/list-page.ts';
import { useLive, useLiveMessages } from '../../live/live-context.tsx';

export interface Arrival {
  id: string;
  name: string;
}

/** Milliseconds between two questions while there are no live updates. */
const askEvery = 5000;

/** Devices of the organization that were created after this component appeared, the newest first. */
export const useArrivals = (organization: string | undefined): Arrival[] => {
  const [since] = useState(() => new Date());
  const { state } = useLive();
  const query = useQuery({
    queryKey: ['arrivals', organization, since.toISOString()],
    queryFn: ({ signal }) =>
      listPage<Arrival & { created: string }>(
        '/api/v1/controller/device/',
        { organization, fields: 'id,name,created', ordering: '-created', cursor: '', page_size: 10 },
        signal,
      ),
    enabled: organization !== undefined,
    refetchInterval: state === 'live' ? false : askEvery,
    staleTime: 0,
  });
  useLiveMessages((message) => {
    const concerns =
      (message.type === 'reload' && message.kind === 'device') ||
      (message.type === 'changes' &&
        message.changes.some((change) => change.kind === 'device' && change.organization === organization));
    if (concerns) void query.refetch();
  });
  return query.data?.results.filter(({ created }) => new Date(created) >= since) ?? [];
};
