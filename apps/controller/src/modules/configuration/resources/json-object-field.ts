import { isJsonObject, type JsonObject } from '@netloom/netjson';
import { field, FieldError, type Field } from '../../../platform/resource/index.ts';

/** A JSON document that must be an object; null counts as an empty one. */
export const jsonObject = <Row>(options: {
  /** What is said of any other value. */
  problem: string;
  help: string;
  required?: boolean;
}): Field<Row, JsonObject | null> =>
  field.json<Row, JsonObject>({
    help: options.help,
    nullable: true,
    required: options.required,
    check: (value) => {
      if (isJsonObject(value)) return value;
      throw new FieldError(options.problem);
    },
  });

/** Said of variables that are no object. */
export const noVariables = 'the supplied value is not a JSON object';
