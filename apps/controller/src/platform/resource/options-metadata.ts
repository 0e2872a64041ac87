import { permissionCode } from '../authentication.ts';
import { holds, type Caller } from '../caller.ts';
import { fieldsOf } from './represent.ts';
import type { Resource } from './resource.ts';

/** Answer to OPTIONS: what the resource is and, for those who may write, its fields. */
export const describeOptions = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  caller: Caller,
  isDetail: boolean,
): Record<string, unknown> => {
  const [action, method] = isDetail ? (['change', 'PUT'] as const) : (['add', 'POST'] as const);
  const allowed =
    (isDetail ? resource.update : resource.create) &&
    holds(caller, permissionCode(resource.permission, action));
  const fields = Object.entries(fieldsOf(resource, isDetail)).filter(
    ([, field]) => !field.hiddenFrom?.(caller),
  );
  return {
    name: resource.modelName,
    description: resource.description,
    renders: ['application/json'],
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
    ...(allowed
      ? {
          actions: {
            [method]: Object.fromEntries(
              fields.map(([name, { schema, required, readOnly }]) => [
                name,
                {
                  type: [schema['type']].flat()[0] ?? 'field',
                  required: required ?? false,
                  read_only: readOnly ?? false,
                  label: name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase()),
                  ...(schema['description'] === undefined ? {} : { help_text: schema['description'] }),
                  ...(schema['maxLength'] === undefined ? {} : { max_length: schema['maxLength'] }),
                  ...(Array.isArray(schema['enum'])
                    ? {
                        choices: (schema['enum'] as string[]).map((value) => ({
                          value,
                          display_name: value,
                        })),
                      }
                    : {}),
                },
              ]),
            ),
          },
        }
      : {}),
  };
};
