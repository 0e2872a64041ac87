import type { JsonSchema } from '@netloom/netjson';
import { createContext, useContext, type ComponentType } from 'react';
import type { FieldProps } from './primitive-field.tsx';

export type JsonPath = readonly (string | number)[];

/** A path as one text, for ids and maps: `interfaces.0.name`. */
export const pathKey = (path: JsonPath): string => path.join('.');

export interface FormContextValue {
  /** The whole schema, which references look into. */
  root: JsonSchema;
  /** Begins the ids of the fields. */
  id: string;
  /** Messages by `pathKey`. */
  problems: ReadonlyMap<string, string[]>;
  /** The field to bring into sight: what encloses it opens. */
  focus: string | undefined;
  readOnly: boolean;
  /** The field of any schema. Here, because objects and lists hold fields that hold objects and lists. */
  Field: ComponentType<FieldProps>;
}

export const FormContext = createContext<FormContextValue | undefined>(undefined);

export const useFormContext = (): FormContextValue => {
  const context = useContext(FormContext);
  if (!context) throw new Error('this belongs into a SchemaForm');
  return context;
};

/** Id of the control of a field. */
export const fieldId = (form: string, path: JsonPath): string => `${form}-${pathKey(path)}`;

/** True when there is a problem at the path or below it. */
export const hasProblem = (problems: ReadonlyMap<string, string[]>, path: JsonPath): boolean => {
  const key = pathKey(path);
  return [...problems.keys()].some((each) => each === key || each.startsWith(`${key}.`));
};
