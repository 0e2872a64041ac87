export { apiAddress } from './api-address.ts';
export { ApiError } from './api-error.ts';
export {
  createApiClient,
  logIn,
  type ApiClient,
  type ApiClientOptions,
  type Schemas,
} from './create-api-client.ts';
export { eachObject, type ListItem, type ListPath, type ListQuery } from './each-object.ts';
export { NoAnswer } from './no-answer.ts';
export { retryAfterSeconds } from './retry-after.ts';
export type { paths } from './schema.ts';
export { unwrap } from './unwrap.ts';
export { unlessChangedSince, unwrapVersioned, type Versioned } from './versioned.ts';
