import type { UseFormReturnType } from '@mantine/form';
import { fieldErrors } from '../api/field-errors.ts';

/** Shows what the server said about each field beside it. What belongs to no field is left to an alert. */
export const showFieldErrors = <Values extends Record<string, unknown>>(
  form: Pick<UseFormReturnType<Values>, 'setErrors'>,
  names: readonly string[],
  error: unknown,
): void => {
  const messages = fieldErrors(error);
  const known = names
    .filter((name) => messages.has(name))
    .map((name) => [name, messages.get(name)?.join(' ')]);
  form.setErrors(Object.fromEntries(known));
};
