import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/request.ts';
import type { Device, DeviceVariables, Rendered } from '../../model/device.ts';

/** What the detail does not tell by itself. */
const extraFields = 'last_seen,organization_name,group_name,hardware_id';

export const devicePath = (id: string, action = ''): string => `controller/device/${id}/${action}`;

export const useDevice = (id: string) =>
  useQuery({
    queryKey: ['item', 'device', id],
    queryFn: async ({ signal }) => {
      const [device, extra] = await Promise.all([
        api.getVersioned<Device>(devicePath(id), signal),
        api.get<Partial<Device>>(devicePath(id), { fields: extraFields }, signal),
      ]);
      return { ...device, ...extra };
    },
  });

export const useDeviceVariables = (id: string) =>
  useQuery({
    queryKey: ['item', 'device', id, 'variables'],
    queryFn: ({ signal }) => api.get<DeviceVariables>(devicePath(id, 'variables/'), undefined, signal),
  });

/** What the device gets. Only asked for devices that have a configuration. */
export const useRendered = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['item', 'device', id, 'rendered'],
    queryFn: ({ signal }) => api.get<Rendered>(devicePath(id, 'rendered/'), undefined, signal),
    enabled,
  });
