import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/request.ts';
import type { OrganizationSettings } from '../../model/organization.ts';

export const settingsPath = (id: string): string => `controller/organization/${id}/settings/`;

/** How devices join an organization. Its shared secret is among it: ask only for those who may see it. */
export const useOrganizationSettings = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['item', 'organization', id, 'settings'],
    queryFn: ({ signal }) => api.get<OrganizationSettings>(settingsPath(id), undefined, signal),
    enabled: enabled && id !== '',
  });
