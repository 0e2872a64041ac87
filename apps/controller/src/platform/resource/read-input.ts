import { badRequest } from '@netloom/server-kit';
import type { Field } from './field.ts';
import type { Body } from './read-body.ts';
import { tryFields } from './read-fields.ts';
import { fieldsOf } from './represent.ts';
import type { Resource, Values, WriteContext } from './resource.ts';

/**
 * The values that a body gives the fields of a resource. What is wrong with any of them is told at once.
 *
 * @throws HttpError 400 with errors by field.
 */
export const readInput = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  body: Body['values'],
  context: WriteContext,
  kind: 'create' | 'change',
): Promise<Values> => {
  const fields = { ...fieldsOf(resource, kind === 'change'), ...resource.extraFields };
  const { values, errors } = await tryFields(fields, withOrganization(fields, body, context, kind), context);
  const all = { ...(await resource.problems?.(values, context)), ...errors };
  if (Object.keys(all).length > 0) throw badRequest(all);
  return values;
};

/**
 * A non-superuser who leaves the organization out, or empty, would create something shared with everybody: that is
 * treated like null, which only superusers may give.
 */
const withOrganization = <Row>(
  fields: Readonly<Record<string, Field<Row>>>,
  body: Body['values'],
  { caller }: WriteContext,
  kind: 'create' | 'change',
): Body['values'] => {
  const field = fields['organization'];
  if (!field || caller.isSuperuser) return body;
  const isMissing = Object.hasOwn(body, 'organization')
    ? body['organization'] === ''
    : kind === 'create' && !field.required;
  return isMissing ? { ...body, organization: null } : body;
};
