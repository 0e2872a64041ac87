import type { JsonObject } from '@netloom/netjson';
import { field, readFields, type Field } from '../../../platform/resource/index.ts';
import type { ConfigPatch } from '../devices/update-device.ts';
import { backends, defaultBackend } from '../rendering/backends.ts';
import type { ConfigStatus } from '../tables.ts';
import { jsonObject, noVariables } from './json-object-field.ts';

/** What a row says of the device's configuration. */
export interface ConfigRow {
  config_id: string | null;
  config_status: ConfigStatus | null;
  error_reason: string | null;
  backend: string | null;
  /** Loaded for the detail only. */
  templates?: string[];
  context?: JsonObject;
  config?: JsonObject;
}

const configFields = {
  backend: field.choice<never, keyof typeof backends>(Object.keys(backends) as (keyof typeof backends)[], {
    required: true,
  }),
  templates: field.relatedList<never>({
    table: 'config_template',
    organizationColumn: 'organization_id',
    shared: true,
    help: 'In their order; required templates are put in front.',
  }),
  context: jsonObject<never>({ problem: noVariables, help: 'Variables of this device.' }),
  config: jsonObject<never>({
    problem: 'Unexpected configuration format.',
    help: 'NetJSON DeviceConfiguration.',
  }),
};

const shownInList = {
  status: { type: 'string' },
  error_reason: { type: 'string' },
  backend: configFields.backend.schema,
};
const written = Object.fromEntries(Object.entries(configFields).map(([name, { schema }]) => [name, schema]));

/**
 * The configuration inside a device. A body with nothing but the defaults means none, as in the contract.
 *
 * @param isDetail shows everything, and null where there is none
 */
export const configField = <Row extends ConfigRow>(isDetail: boolean): Field<Row, ConfigPatch | null> => ({
  schema: {
    type: isDetail ? ['object', 'null'] : 'object',
    properties: isDetail ? { ...shownInList, ...written } : shownInList,
  },
  bodySchema: { type: ['object', 'null'], properties: written },
  // The list leaves it out where there is none.
  ...(isDetail ? {} : { optional: true }),
  nullable: true,
  required: isDetail,
  show: (row) => {
    if (row.config_id === null) return isDetail ? null : undefined;
    const { config_status: status, error_reason, backend, templates, context, config } = row;
    return { status, error_reason, backend, ...(isDetail ? { templates, context, config } : {}) };
  },
  read: async (input, context) => {
    const values = await field.readNested(configFields, input, context, readFields);
    // Null means an empty document.
    const given = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value ?? {}]),
    ) as ConfigPatch;
    return saysNothing(given) ? null : given;
  },
});

const saysNothing = ({ backend, templates = [], context = {}, config = {} }: ConfigPatch): boolean =>
  backend === defaultBackend &&
  [templates, context, config].every((value) => Object.keys(value).length === 0);
