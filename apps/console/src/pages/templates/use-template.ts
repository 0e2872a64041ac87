import { unwrap, unwrapVersioned } from '@netloom/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { Template } from '../../model/template.ts';

/** What the detail does not tell by itself. */
const extraFields = 'organization_name,device_count';

/** The id in the address of the page that makes a new template. */
export const newTemplate = 'new';

export const useTemplate = (id: string) =>
  useQuery({
    queryKey: ['item', 'template', id],
    queryFn: async ({ signal }) => {
      const [template, extra] = await Promise.all([
        unwrapVersioned(api.GET('/api/v1/controller/template/{id}/', { params: { path: { id } }, signal })),
        unwrap(
          api.GET('/api/v1/controller/template/{id}/', {
            params: { path: { id }, query: { fields: extraFields } },
            signal,
          }),
        ),
      ]);
      return { ...template, ...extra } as Template;
    },
    enabled: id !== newTemplate,
  });

export const useRenderedTemplate = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['item', 'template', id, 'rendered'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/controller/template/{id}/rendered/', { params: { path: { id } }, signal })),
    enabled,
  });
