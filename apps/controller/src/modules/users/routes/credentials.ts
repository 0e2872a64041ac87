import { badRequest, type Db } from '@netloom/server-kit';
import { field } from '../../../platform/resource/index.ts';
import type { Body } from '../../../platform/resource/read-body.ts';
import { readValues } from './read-values.ts';

const fields = {
  username: field.text<never>({ required: true }),
  password: field.text<never>({ required: true, trim: false, writeOnly: true }),
};

/** What the API documentation says about the body of a login. */
export const credentialsSchema = {
  type: 'object',
  required: ['username', 'password'],
  properties: {
    username: { type: 'string', description: 'User name, e-mail address or phone number.' },
    password: { type: 'string', format: 'password' },
  },
};

/**
 * The user name (also e-mail address or phone number) and password in the body of a login.
 *
 * @throws HttpError 400 with errors by field.
 */
export const readCredentials = async (
  db: Db,
  body: Body,
): Promise<{ identifier: string; password: string }> => {
  const { username, password } = await readValues(db, body, fields);
  return { identifier: username, password };
};

/** One answer for all reasons: it must not tell which names exist. */
export const wrongCredentials = () =>
  badRequest({ non_field_errors: ['Unable to log in with provided credentials.'] });
