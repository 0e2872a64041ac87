import { unwrapVersioned, type Versioned } from '@netloom/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { OrganizationSettings } from '../../model/organization.ts';

/** How devices join an organization. Its shared secret is among it: ask only for those who may see it. */
export const useOrganizationSettings = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['item', 'organization', id, 'settings'],
    queryFn: async ({ signal }) =>
      (await unwrapVersioned(
        api.GET('/api/v1/controller/organization/{id}/settings/', { params: { path: { id } }, signal }),
      )) as Versioned<OrganizationSettings>,
    enabled: enabled && id !== '',
  });
