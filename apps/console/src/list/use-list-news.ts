import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLiveMessages } from '../live/live-context.tsx';
import { concerns } from '../live/live-message.ts';

export interface ListNews {
  /** Ids of rows that are gone but still shown. */
  deleted: ReadonlySet<string>;
  /** Objects that came and are not shown yet. */
  created: number;
  /** So much changed that the list must be asked for again. */
  outdated: boolean;
}

const nothing: ListNews = { deleted: new Set(), created: 0, outdated: false };

/** Asks for the first page of a kind's lists again; what is shown stays until the answer is there. */
export const useReloadList = (kind: string): (() => void) => {
  const client = useQueryClient();
  return () => {
    client.setQueriesData<InfiniteData<unknown>>(
      { queryKey: ['list', kind] },
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    void client.invalidateQueries({ queryKey: ['list', kind] });
  };
};

/**
 * What happened to a list since it was asked for that cannot be shown without moving rows: the list says so and is
 * brought up to date on request. While the list is asked for anew, the news is forgotten.
 */
export const useListNews = (
  kind: string,
  { organization, refetching }: { organization: string | undefined; refetching: boolean },
): ListNews => {
  const [news, setNews] = useState(nothing);
  useEffect(() => {
    if (refetching) setNews(nothing);
  }, [kind, organization, refetching]);

  useLiveMessages((message) => {
    if (message.type === 'reload' && message.kind === kind)
      setNews((before) => ({ ...before, outdated: true }));
    if (message.type !== 'changes') return;
    const own = message.changes.filter(
      (change) => change.kind === kind && (organization === undefined || concerns(change, organization)),
    );
    const created = own.filter(({ action }) => action === 'created').length;
    const deleted = own.filter(({ action }) => action === 'deleted').map(({ id }) => id);
    if (created + deleted.length === 0) return;
    setNews((before) => ({
      ...before,
      created: before.created + created,
      deleted: new Set([...before.deleted, ...deleted]),
    }));
  });
  return news;
};
