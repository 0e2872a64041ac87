export { entityTag, isFresh, requireTag } from './entity-tag.ts';
export * as field from './fields.ts';
export { conditionalDocs, pageParameters, pageSchema } from './describe-resource.ts';
export { FieldError, type Field, type ReadContext } from './field.ts';
export * as filter from './filter.ts';
export { paginate, queryParameters } from './paginate.ts';
export type { List } from './read-rows.ts';
export { readBody } from './read-body.ts';
export { readFields } from './read-fields.ts';
export { showDetail } from './find-object.ts';
export { registerResource } from './register-resource.ts';
export type {
  Authorized,
  Resource,
  ResourceAction,
  ShownContext,
  Values,
} from './resource.ts';
export { showTime } from './show-time.ts';
