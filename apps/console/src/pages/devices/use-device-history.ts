import { unwrap } from '@netloom/api-client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { StatusChange } from '../../model/device.ts';

/** Status changes of a device, newest first, a page at a time. */
export const useDeviceHistory = (id: string) =>
  useInfiniteQuery({
    queryKey: ['item', 'device', id, 'history'],
    queryFn: async ({ pageParam, signal }) => {
      const { results, next } = await unwrap(
        api.GET('/api/v1/controller/device/{id}/history/', {
          params: { path: { id }, query: { page: String(pageParam), page_size: 25 } },
          signal,
        }),
      );
      return { results: results as StatusChange[], next };
    },
    initialPageParam: 1,
    getNextPageParam: (page, pages) => (page.next === null ? null : pages.length + 1),
  });
