import { ApiError } from '@netloom/api-client';
import { isJsonObject, type JsonValue } from '@netloom/netjson';
import { fieldErrors } from '../api/field-errors.ts';
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
  const listed =
    isJsonObject(body) && Array.isArray(body['problems']) ? body['problems'].flatMap(readProblem) : [];
  if (listed.length > 0) return listed;
  return [...fieldErrors(error)].flatMap(([field, messages]) =>
    messages.map((message) => ({ path: field === '' ? [] : field.split('.'), message })),
  );
};

/** Messages by field for the form; problems of the whole document belong to none. */
export const problemsByField = (problems: readonly Problem[]): Map<string, string[]> => {
  const byField = new Map<string, string[]>();
  for (const { path, message } of problems) {
    if (path.length > 0) byField.set(pathKey(path), [...(byField.get(pathKey(path)) ?? []), message]);
  }
  return byField;
};
