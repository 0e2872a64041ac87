import { ApiError } from '@netloom/api-client';
import { serverText } from '../i18n/server-text.ts';

/** Messages of a failed request by dotted field name; none when it failed for another reason than its content. */
export const fieldErrors = (error: unknown): Map<string, string[]> =>
  new Map(
    error instanceof ApiError
      ? Object.entries(error.fields).map(([field, messages]) => [field, messages.map(serverText)])
      : [],
  );
