import { useQueryClient, type InfiniteData, type Query, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { reportUnauthorized } from '../api/api.ts';
import type { CursorPage } from '../api/page.ts';
import { patchPages, patchRow } from './apply-changes.ts';
import { keepLive, type LiveState } from './live-connection.ts';
import type { LiveChange, LiveMessage } from './live-message.ts';

type Row = { id: string };
type Listener = (message: LiveMessage) => void;

interface Live {
  state: LiveState;
  /** When the connection was last known to be up; undefined before the first time. */
  lastLive: Date | undefined;
  subscribe: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live | undefined>(undefined);

const livePath = '/ws/v1/live';

const liveUrl = (): string => `${location.origin.replace(/^http/, 'ws')}${livePath}`;

const byKind = (changes: readonly LiveChange[]): Map<string, LiveChange[]> =>
  Map.groupBy(changes, (change) => change.kind);

/** Writes what changed into everything that was already asked for. */
const useCachePatches = () => {
  const client = useQueryClient();
  return useMemo(() => {
    const patchLists = (kind: string, changes: LiveChange[]): void => {
      for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: ['list', kind] })) {
        // A patch is not a fresh answer: the list stays as old as it was.
        client.setQueryData<InfiniteData<CursorPage<Row>>>(
          queryKey,
          (data) => data && { ...data, pages: patchPages(data.pages, changes) },
          { updatedAt: state.dataUpdatedAt },
        );
      }
    };
    const patchItems = (kind: string, changes: LiveChange[]): void => {
      for (const change of changes) {
        if (change.action === 'updated') {
          client.setQueryData<Row>(['item', kind, change.id], (item) => item && patchRow(item, change.patch));
        }
        void client.invalidateQueries({ queryKey: ['item', kind, change.id] });
      }
    };
    return (message: LiveMessage): void => {
      if (message.type !== 'changes') return;
      for (const [kind, changes] of byKind(message.changes)) {
        patchLists(kind, changes);
        patchItems(kind, changes);
      }
      void client.invalidateQueries({ queryKey: ['overview'] });
    };
  }, [client]);
};

/** Lists of more pages than this are not asked for again without being asked: they say that they may be old. */
const fewPages = 2;

/** What changed while nobody listened is not told afterwards: everything that is shown is asked for again. */
const catchUp = (client: QueryClient, tell: (message: LiveMessage) => void): void => {
  const isLong = ({ queryKey, state }: Query): boolean =>
    queryKey[0] === 'list' &&
    ((state.data as InfiniteData<unknown> | undefined)?.pages.length ?? 0) > fewPages;
  for (const { queryKey } of client.getQueryCache().findAll({ predicate: isLong })) {
    tell({ type: 'reload', kind: String(queryKey[1]) });
  }
  void client.invalidateQueries({ predicate: (query) => !isLong(query) });
};

/** Connects to the controller while someone is logged in, and keeps what the pages show up to date. */
export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [lastLive, setLastLive] = useState<Date>();
  const listeners = useRef(new Set<Listener>());
  const patchCache = useCachePatches();

  useEffect(() => {
    let wasLive = false;
    const tell = (message: LiveMessage): void => {
      for (const listener of listeners.current) listener(message);
    };
    const connection = keepLive({
      open: () => new WebSocket(liveUrl()) as never,
      onState: (next) => {
        setState((before) => {
          if (before === 'live' && next !== 'live') setLastLive(new Date());
          return next;
        });
        if (next === 'live' && wasLive) catchUp(client, tell);
        if (next === 'live') wasLive = true;
      },
      onMessage: (message) => {
        patchCache(message);
        tell(message);
      },
      onRefused: (refusal) => {
        if (refusal === 'unauthorized') reportUnauthorized(livePath);
        // What has to be done first is said by the session.
        else void client.invalidateQueries({ queryKey: ['session'] });
      },
    });
    return () => connection.close();
  }, [client, patchCache]);

  const subscribe = useMemo(() => {
    return (listener: Listener) => {
      listeners.current.add(listener);
      return () => {
        listeners.current.delete(listener);
      };
    };
  }, []);
  const live = useMemo(() => ({ state, lastLive, subscribe }), [state, lastLive, subscribe]);
  return <LiveContext value={live}>{children}</LiveContext>;
};

export const useLive = (): Live => {
  const live = useContext(LiveContext);
  if (!live) throw new Error('LiveProvider is missing');
  return live;
};

/** Calls the listener with every message while the component is there. */
export const useLiveMessages = (listener: Listener): void => {
  const { subscribe } = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe((message) => latest.current(message)), [subscribe]);
};
