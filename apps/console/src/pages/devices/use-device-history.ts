import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/request.ts';
import type { NumberedPage } from '../../api/page.ts';
import type { StatusChange } from '../../model/device.ts';
import { devicePath } from './use-device.ts';

/** Status changes of a device, newest first, a page at a time. */
export const useDeviceHistory = (id: string) =>
  useInfiniteQuery({
    queryKey: ['item', 'device', id, 'history'],
    queryFn: ({ pageParam, signal }) =>
      api.get<NumberedPage<StatusChange>>(
        devicePath(id, 'history/'),
        { page: pageParam, page_size: 25 },
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: (page, pages) => (page.next === null ? null : pages.length + 1),
  });
