import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/request.ts';
import type { Rendered } from '../../model/device.ts';
import type { Template } from '../../model/template.ts';

/** What the detail does not tell by itself. */
const extraFields = 'organization_name,device_count';

/** The id in the address of the page that makes a new template. */
export const newTemplate = 'new';

export const templatePath = (id: string, action = ''): string => `controller/template/${id}/${action}`;

export const useTemplate = (id: string) =>
  useQuery({
    queryKey: ['item', 'template', id],
    queryFn: async ({ signal }) => {
      const [template, extra] = await Promise.all([
        api.getVersioned<Template>(templatePath(id), signal),
        api.get<Partial<Template>>(templatePath(id), { fields: extraFields }, signal),
      ]);
      return { ...template, ...extra };
    },
    enabled: id !== newTemplate,
  });

export const useRenderedTemplate = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['item', 'template', id, 'rendered'],
    queryFn: ({ signal }) => api.get<Rendered>(templatePath(id, 'rendered/'), undefined, signal),
    enabled,
  });
