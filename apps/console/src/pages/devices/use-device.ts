import { apiAddress, unwrap, unwrapVersioned } from '@netloom/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { Device, DeviceVariables } from '../../model/device.ts';

/** What the detail does not tell by itself. */
const extraFields = 'last_seen,organization_name,group_name,hardware_id';

/** Where the archive of the device's configuration is downloaded. */
export const deviceArchive = (id: string): string =>
  apiAddress('/api/v1/controller/device/{id}/configuration/', { path: { id } });

export const useDevice = (id: string) =>
  useQuery({
    queryKey: ['item', 'device', id],
    queryFn: async ({ signal }) => {
      const [device, extra] = await Promise.all([
        unwrapVersioned(api.GET('/api/v1/controller/device/{id}/', { params: { path: { id } }, signal })),
        unwrap(
          api.GET('/api/v1/controller/device/{id}/', {
            params: { path: { id }, query: { fields: extraFields } },
            signal,
          }),
        ),
      ]);
      return { ...device, ...extra } as Device;
    },
  });

export const useDeviceVariables = (id: string) =>
  useQuery({
    queryKey: ['item', 'device', id, 'variables'],
    queryFn: async ({ signal }) =>
      (await unwrap(
        api.GET('/api/v1/controller/device/{id}/variables/', { params: { path: { id } }, signal }),
      )) as DeviceVariables,
  });

/** What the device gets. Only asked for devices that have a configuration. */
export const useRendered = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['item', 'device', id, 'rendered'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/controller/device/{id}/rendered/', { params: { path: { id } }, signal })),
    enabled,
  });
