import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/request.ts';
import type { Device, DeviceVariables, Rendered } from '../../model/device.ts';

const fields = [
  'id',
  'name',
  'organization',
  'organization_name',
  'group',
  'group_name',
  'mac_address',
  'hardware_id',
  'key',
  'last_ip',
  'management_ip',
  'last_seen',
  'is_deactivated',
  'model',
  'os',
  'system',
  'notes',
  'config',
  'created',
  'modified',
].join(',');

export const devicePath = (id: string, action = ''): string => `controller/device/${id}/${action}`;

export const useDevice = (id: string) =>
  useQuery({
    queryKey: ['item', 'device', id],
    queryFn: ({ signal }) => api.get<Device>(devicePath(id), { fields }, signal),
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
