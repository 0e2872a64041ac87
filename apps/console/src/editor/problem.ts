import { isJsonObject, type JsonObject, type JsonValue } from '@netloom/netjson';
import { ApiError, errorMessages } from '../api/api-error.ts';
import { pathKey, type JsonPath } from '../schema-form/form-context.ts';

/** Something that is wrong with a document. An empty path means all of it. */
export interface Problem {
  path: JsonPath;
  message: string;
}

const isPath = (value: unknown): value is JsonPath =>
  Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number');

const readProblem = (value: JsonValue): Problem[] => {
  if (!isJsonObject(value) || typeof value['message'] !== 'string') return [];
  return [{ path: isPath(value['path']) ? value['path'] : [], message: value['message'] }];
};

/** The problems that an answer of the preview or a refused save names. */
export const problemsOf = (error: unknown): Problem[] => {
  if (!(error instanceof ApiError) || error.status !== 400) return [];
  const body = error.body as JsonValue;
  const listed = isJsonObject(body) && Array.isArray(body['problems']) ? body['problems'].flatMap(readProblem) : [];
  if (listed.length > 0) return listed;
  return [...errorMessages(body)].flatMap(([field, messages]) =>
    messages.map((message) => ({ path: field === '' ? [] : field.split('.'), message })),
  );
};

const exists = (document: JsonValue, path: JsonPath): boolean => {
  let value: JsonValue | undefined = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<string | number, JsonValue>)[part];
  }
  return value !== undefined;
};

/**
 * Messages by field for the form. A problem may lie in a template or in a value that is missing: it is shown at the
 * nearest place that the document has.
 */
export const problemsByField = (problems: readonly Problem[], document: JsonObject): Map<string, string[]> => {
  const byField = new Map<string, string[]>();
  for (const { path, message } of problems) {
    if (path.length === 0) continue;
    // A required field that is missing has no value yet but a place in the form.
    const known = exists(document, path.slice(0, -1)) ? path : [];
    if (known.length > 0) byField.set(pathKey(known), [...(byField.get(pathKey(known)) ?? []), message]);
  }
  return byField;
};
