import { ConfigurationError } from '@netloom/netjson-config';
import type { Change } from '../change.ts';
import { loadInputs } from '../rendering/load-inputs.ts';
import { explainInvalid, renderDevice } from '../rendering/render-device.ts';
import { storeAssignment, taggedTemplates } from '../templates/assignments.ts';
import { appendTemplates, byName } from '../templates/template-order.ts';

/**
 * Appends the templates that carry the tags of a device which registers (device protocol, section 3.4). One that
 * cannot be used there is left out: a mistake in a template must not keep devices from joining. Returns whether any
 * was added; the configuration then must be rendered.
 *
 * @param organizationId the organization whose secret the device knows
 */
export const addTaggedTemplates = async (
  change: Change,
  configId: string,
  organizationId: string,
  tags: readonly string[],
): Promise<boolean> => {
  const { tx, context } = change;
  const tagged = (await taggedTemplates(tx, organizationId, tags)).sort(byName);
  if (tagged.length === 0) return false;
  const ids = tagged.map(({ id }) => id);
  const { shared, configs } = await loadInputs(context, tx, [configId], ids);
  const [config] = configs;
  if (!config) throw new Error(`configuration ${configId} does not exist`);

  const problemWith = (templates: readonly string[]): string | undefined => {
    try {
      renderDevice(shared, { ...config, templates });
      return undefined;
    } catch (error) {
      if (error instanceof ConfigurationError) return explainInvalid(error);
      throw error;
    }
  };
  const fitting = tagged.filter(
    ({ organization_id }) => organization_id === null || organization_id === config.organization_id,
  );
  let templates = appendTemplates(
    config.templates,
    fitting.map(({ id }) => id),
  );
  if (problemWith(templates) !== undefined) {
    templates = [...config.templates];
    for (const template of fitting) {
      const candidate = appendTemplates(templates, [template.id]);
      const problem = problemWith(candidate);
      if (problem === undefined) templates = candidate;
      else
        context.log.warn(
          { device: config.id, template: template.id, problem },
          'a tagged template was left out',
        );
    }
  }
  if (templates.length === config.templates.length) return false;
  await tx
    .updateTable('config_config')
    .set({ version: config.version + 1 })
    .where('id', '=', configId)
    .execute();
  await storeAssignment(tx, configId, templates);
  return true;
};
