import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/request.ts';
import type { Rendered } from '../../model/device.ts';
import type { Template } from '../../model/template.ts';

const fields = [
  'id',
  'name',
  'organization',
  'organization_name',
  'type',
  'backend',
  'vpn',
  'tags',
  'default',
  'required',
  'notes',
  'default_values',
  'config',
  'device_count',
  'created',
  'modified',
].join(',');

/** The id in the address of the page that makes a new template. */
export const newTemplate = 'new';

export const templatePath = (id: string, action = ''): string => `controller/template/${id}/${action}`;

export const useTemplate = (id: string) =>
  useQuery({
    queryKey: ['item', 'template', id],
    queryFn: ({ signal }) => api.get<Template>(templatePath(id), { fields }, signal),
    enabled: id !== newTemplate,
  });

export const useRenderedTemplate = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['item', 'template', id, 'rendered'],
    queryFn: ({ signal }) => api.get<Rendered>(templatePath(id, 'rendered/'), undefined, signal),
    enabled,
  });
