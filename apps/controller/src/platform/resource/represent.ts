import { badRequest } from '@netloom/server-kit';
import type { Caller } from '../caller.ts';
import type { Field } from './field.ts';
import type { Resource } from './resource.ts';
import { showTime } from './show-time.ts';

type Fields<Row> = Readonly<Record<string, Field<Row>>>;

/** Fields of one object (detail) or of a list, before a caller or `fields=` narrows them. */
export const fieldsOf = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  isDetail: boolean,
): Fields<Row> => {
  if (!isDetail) return resource.fields;
  const fields = { ...resource.fields, ...resource.detailFields };
  const { detailOrder = [] } = resource;
  const first = detailOrder.flatMap((name) => (fields[name] ? [[name, fields[name]] as const] : []));
  return { ...Object.fromEntries(first), ...fields };
};

/**
 * The fields to show: all, or those that `fields=a,b` names (there the extra ones may be named too).
 *
 * @throws HttpError 400 for a name that is no field.
 */
export const chooseFields = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  isDetail: boolean,
  wanted: string | undefined,
  caller: Caller,
): Fields<Row> => {
  const visible = ([, field]: [string, Field<Row>]): boolean =>
    !field.writeOnly && !field.hiddenFrom?.(caller);
  const standard = fieldsOf(resource, isDetail);
  if (wanted === undefined) return Object.fromEntries(Object.entries(standard).filter(visible));
  const available = Object.fromEntries(
    Object.entries({ ...standard, ...resource.extraFields }).filter(visible),
  );
  const names = wanted
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !Object.hasOwn(available, name));
  if (unknown !== undefined) throw badRequest({ fields: [`"${unknown}" is not a field of this resource.`] });
  return Object.fromEntries(names.map((name) => [name, available[name] as Field<Row>]));
};

/** A row as the API shows it. */
export const represent = <Row>(row: Row, fields: Fields<Row>, caller: Caller): Record<string, unknown> => {
  const shown: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    const value = field?.show ? field.show(row, caller) : (row as Record<string, unknown>)[name];
    // A field that does not apply to this row (undefined) is left out by JSON.
    shown[name] = value instanceof Date ? showTime(value) : value;
  }
  return shown;
};
