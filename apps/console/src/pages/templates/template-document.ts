import type { JsonObject } from '@netloom/netjson';
import type { Backend } from '../../model/backend.ts';
import type { Template } from '../../model/template.ts';
import { defaultBackend } from '../../resource/backends.ts';

/** What is edited of a template. */
export interface TemplateDocument {
  name: string;
  organization: string | null;
  backend: Backend;
  tags: string[];
  default: boolean;
  required: boolean;
  notes: string;
  default_values: JsonObject;
  config: JsonObject;
}

export const templateDocument = (template: Template): TemplateDocument => ({
  name: template.name,
  organization: template.organization,
  backend: template.backend,
  tags: template.tags,
  default: template.default,
  required: template.required,
  notes: template.notes,
  default_values: template.default_values,
  config: template.config,
});

export const emptyTemplate = (organization: string | null): TemplateDocument => ({
  name: '',
  organization,
  backend: defaultBackend,
  tags: [],
  default: false,
  required: false,
  notes: '',
  default_values: {},
  config: {},
});
