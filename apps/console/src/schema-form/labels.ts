import { isJsonObject, type JsonSchema, type JsonValue } from '@netloom/netjson';
import { isFixed } from './choose-option.ts';
import { humanize } from './humanize.ts';
import { resolveSchema, type ResolvedSchema } from './resolve-schema.ts';

const choiceText = (schema: ResolvedSchema, index: number): string =>
  schema.options?.enum_titles?.[index] ?? String(schema.enum?.[index] ?? '');

/** Values of an enumeration with their labels. */
export const enumChoices = (schema: ResolvedSchema): { value: string; label: string; json: JsonValue }[] =>
  (schema.enum ?? []).map((json, index) => ({
    value: JSON.stringify(json),
    label: choiceText(schema, index),
    json,
  }));

/** What an alternative is called: its title, or the values that tell it from the others. */
export const optionLabel = (root: JsonSchema, option: ResolvedSchema): string => {
  if (option.title !== undefined) return option.title;
  const telling = Object.values(option.properties ?? {})
    .map((property) => resolveSchema(root, property))
    .filter((property) => isFixed(property) || (property.enum?.length ?? 9) <= 4)
    .filter((property) => !property.readOnly && property.default === undefined)
    .map((property) => (property.enum ?? []).map((_, index) => choiceText(property, index)).join(', '));
  if (telling.length > 0) return humanize(telling.slice(0, 2).join(' · '));
  return humanize(option.definition ?? String(option.type ?? ''));
};

export const propertyTitle = (schema: ResolvedSchema, name: string): string => schema.title ?? humanize(name);

/** Properties that say best which entry of a list it is. */
const telling = ['name', 'ssid', 'path', 'address', 'id', 'hostname', 'destination', 'title', 'sysfs', 'key'];

/** A short text that tells an entry of a list from its neighbours; empty when there is none. */
export const entrySummary = (value: JsonValue): string => {
  if (!isJsonObject(value)) return typeof value === 'object' ? '' : String(value);
  for (const name of telling) {
    const text = value[name];
    if (typeof text === 'string' && text !== '') return text;
  }
  return '';
};

/** The properties of an object in the order in which forms show them. */
export const orderedProperties = (root: JsonSchema, schema: ResolvedSchema): [string, ResolvedSchema][] =>
  Object.entries(schema.properties ?? {})
    .map(([name, property]) => [name, resolveSchema(root, property)] as [string, ResolvedSchema])
    .filter(([, property]) => !property.options?.hidden)
    .toSorted(([, first], [, second]) => (first.propertyOrder ?? 1000) - (second.propertyOrder ?? 1000));
