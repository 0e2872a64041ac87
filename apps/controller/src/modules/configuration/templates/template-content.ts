import { badRequest, type FieldErrors } from '@netloom/server-kit';
import { ConfigurationError, createConfiguration } from '@netloom/netjson-config';
import type { JsonObject } from '@netloom/netjson';
import type { Change } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { explainInvalid } from '../rendering/render-device.ts';
import type { Opened } from '../sealed-documents.ts';
import type { TemplateTable } from '../tables.ts';

/** What somebody may say of a template. */
export type TemplateContent = Omit<Opened<TemplateTable>, 'id' | 'created' | 'modified'>;

/** A template as it is going to be stored: what one of its properties implies for another is filled in. */
export const completeTemplate = (template: TemplateContent): TemplateContent => ({
  ...template,
  // A required template that new configurations do not get would be a contradiction.
  default: template.default || template.required,
  ...(template.type === 'generic' ? { vpn_id: null, auto_cert: false } : {}),
});

/**
 * Checks a whole template: that its name is free and that it is a valid configuration by itself, with its own
 * variables and the global ones.
 *
 * @throws HttpError 400 with errors by field.
 */
export const checkTemplate = async (
  change: Change,
  template: TemplateContent & { id: string },
): Promise<void> => {
  if (template.type === 'vpn' && template.vpn_id === null) {
    throw badRequest({ vpn: ['A VPN must be selected when template type is "VPN"'] });
  }
  const errors: FieldErrors = {
    ...(await nameErrors(change, template)),
    ...configErrors(change, template),
  };
  if (Object.keys(errors).length > 0) throw badRequest(errors);
};

/** The variables that a template has by itself. */
export const templateVariables = (
  { settings }: Pick<ConfigurationContext, 'settings'>,
  { default_values }: Pick<TemplateContent, 'default_values'>,
): JsonObject => ({ ...default_values, ...(settings.configurationContext as JsonObject) });

const configErrors = ({ context }: Change, template: TemplateContent): FieldErrors => {
  try {
    const { backend, config } = template;
    createConfiguration(backend, { config, context: templateVariables(context, template) }).generate();
    return {};
  } catch (error) {
    if (error instanceof ConfigurationError) return { __all__: [explainInvalid(error)] };
    throw error;
  }
};

const confusing =
  'Shared objects are visible to all organizations and must have unique names to avoid confusion.';
const nameTexts = {
  ownTaken: 'The fields organization, name must make a unique set.',
  sharedTaken: `There is already another shared template with this name. ${confusing}`,
  foreignTaken: `There is already a template of another organization with this name. ${confusing}`,
};

/** Names are unique in an organization, and the name of a shared template is unique everywhere. */
const nameErrors = async (
  { tx }: Change,
  { id, name, organization_id }: Pick<TemplateTable, 'id' | 'name' | 'organization_id'>,
): Promise<FieldErrors> => {
  const others = await tx
    .selectFrom('config_template')
    .select('organization_id')
    .where('name', '=', name)
    .where('id', '!=', id)
    .execute();
  if (others.some((other) => other.organization_id === null)) return { name: [nameTexts.sharedTaken] };
  if (organization_id === null) return others.length > 0 ? { name: [nameTexts.foreignTaken] } : {};
  const isTaken = others.some((other) => other.organization_id === organization_id);
  return isTaken ? { non_field_errors: [nameTexts.ownTaken] } : {};
};

/** The errors for a name that another transaction has taken at the same moment. */
export const nameConflict = (): FieldErrors => ({ non_field_errors: [nameTexts.ownTaken] });
