import { unwrap } from '@netloom/api-client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { DeliveryRow } from '../../model/webhook.ts';

/** Milliseconds until deliveries are asked for again: soon while one waits to be sent. */
const soon = 2000;
const later = 5000;

const pageSize = 25;

/** The deliveries of a webhook, newest first, a page at a time; all, or those in one state. */
export const useDeliveries = (id: string, state: DeliveryRow['state'] | undefined) =>
  useInfiniteQuery({
    queryKey: ['item', 'webhook', id, 'deliveries', state ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/webhooks/webhook/{webhook_id}/deliveries/', {
          params: {
            path: { webhook_id: id },
            query: { cursor: pageParam, page_size: pageSize, ...(state ? { state } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state: { data } }) => {
      const rows = data?.pages.flatMap(({ results }) => results) ?? [];
      const wait = rows.some((row) => row.state === 'pending' && row.attempts === 0) ? soon : later;
      // All pages are asked for again.
      return wait * (data?.pages.length ?? 1);
    },
  });

/** One delivery with what was sent and what came back. */
export const useDelivery = (webhook: string, id: string) =>
  useQuery({
    queryKey: ['item', 'webhook', webhook, 'delivery', id],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/webhooks/webhook/{webhook_id}/deliveries/{id}/', {
          params: { path: { webhook_id: webhook, id } },
          signal,
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data?.state === 'pending' ? soon : false),
  });
