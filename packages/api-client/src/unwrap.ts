import { ApiError } from './api-error.ts';

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/**
 * The data of a successful answer.
 *
 * ```ts
 * const device = await unwrap(api.GET('/api/v1/controller/device/{id}/', { params: { path: { id } } }));
 * ```
 *
 * @throws ApiError for every answer that is no success.
 */
export const unwrap = async <Given extends Answer>(
  answer: Promise<Given>,
): Promise<Extract<Given, { error?: never }>['data']> => {
  const { data, error, response } = await answer;
  if (!response.ok) throw new ApiError(response, error);
  return data;
};
