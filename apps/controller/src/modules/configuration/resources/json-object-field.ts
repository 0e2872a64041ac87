import { isJsonObject, type JsonObject } from '@netloom/netjson';
import { ConfigurationError, copyJsonObject } from '@netloom/netjson-config';
import { field, FieldError, type Field } from '../../../platform/resource/index.ts';

/**
 * A JSON document that must be an object; null counts as an empty one. What rendering would refuse whatever the rest
 * says, such as very deep nesting, is refused here: a document of a group or an organization would otherwise keep all
 * their devices from being rendered.
 */
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
      if (isJsonObject(value)) return checked(value);
      throw new FieldError(options.problem);
    },
  });

const checked = (value: JsonObject): JsonObject => {
  try {
    return copyJsonObject(value, 'The value');
  } catch (error) {
    throw error instanceof ConfigurationError ? new FieldError(error.message) : error;
  }
};

/** Said of variables that are no object. */
export const noVariables = 'the supplied value is not a JSON object';
