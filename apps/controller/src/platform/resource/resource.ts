import type { Db, FieldErrors, RateLimiter, UniqueViolation } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Action, PermissionModel } from '../authentication.ts';
import type { Caller } from '../caller.ts';
import type { Scope } from '../tenancy.ts';
import type { Field, ValueSchema } from './field.ts';
import type { Filter } from './filter.ts';
import type { OrderColumn } from './keyset.ts';
import type { PageSizes } from './paginate.ts';
import type { SelectQuery } from './select-query.ts';

/** What the functions of a resource get. */
export interface ResourceContext {
  db: Db;
  caller: Caller;
  /** Whose objects the caller may see and refer to. */
  scope: Scope;
  request: FastifyRequest;
}

/** What a change or a deletion of one object gets. */
export interface ChangeContext extends ResourceContext {
  /** Options of the operation: the query parameters, or `params` of a bulk operation. */
  options: ReadonlyMap<string, string>;
  /**
   * Throws 412 when the caller said by `If-Match` what the object must still be, and it is something else. The
   * resource builder calls it right before the write. A rule that calls it again with its transaction closes the gap
   * in between: the row is then locked until the commit, so that of two edits of the same object one fails. In a
   * transaction `query` and `complete` must use the `db` that they are given.
   */
  requireUnchanged(db: Db): Promise<void>;
}

export interface WriteContext extends ChangeContext {
  /** Of the object that changes; absent for a new one. */
  id?: string | number | undefined;
  /** PATCH: absent keys stay as they are. */
  isPartial: boolean;
  isForm: boolean;
}

/** What `complete` is told about the rows it gets. */
export interface ShownContext extends ResourceContext {
  /** Names of the fields that will be shown: what is not asked for need not be loaded. */
  fields: ReadonlySet<string>;
  isDetail: boolean;
}

/** Values of the fields that were in the body, read and checked. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * A kind of object that the REST API offers: everything that list, read, create, update and delete need, as one
 * declaration. `registerResource` makes the routes and their part of the OpenAPI document from it.
 */
export interface Resource<Row extends { id: string | number }> {
  /** Singular, in lower case: `device`. */
  name: string;
  /** As error texts spell it: `Device`. */
  modelName: string;
  /** Below `/api/v1/`, without slashes at the ends: `controller/device`. */
  path: string;
  /** What OPTIONS calls the paths, where that does not follow from the name of the model. */
  pathNames?: { list?: string; detail?: string };
  /** One or two sentences for the API documentation. */
  description: string;
  permission: PermissionModel;
  /** Callers must manage an organization, or be superusers. Default true; the users area does without. */
  managersOnly?: boolean;
  /** Ids are UUIDs unless this says otherwise. */
  integerId?: boolean;

  /**
   * Only for resources below another object (`users/user/:user_id/email`): throws 404 when the caller may not see that
   * object. Called after the checks of who calls and before anything is read.
   */
  requireParent?(context: ResourceContext): Promise<void>;
  /**
   * The parent is looked for before the permission is judged: who does not see it gets 404 and not 403. The rule for
   * all nested resources but those of the users area (section 3.4).
   */
  parentFirst?: boolean;
  /** Counts requests by user; resources that count together share one. Refused requests get 429. */
  throttle?: RateLimiter;
  /**
   * One object of an organization that the caller does not manage is 403 instead of 404. Needs `organizationOf`; only
   * where the contract says so.
   */
  foreignIsForbidden?: boolean;
  /** Bytes of the largest body. Default: the server's limit, 2.5 MiB. */
  bodyLimit?: number;
  /** The rows that lie in the scope. Must select `id` and what the fields show. */
  query(db: Db, scope: Scope, caller: Caller, request: FastifyRequest): SelectQuery<Row>;
  /** `config_device.id` */
  idColumn: string;
  /** Organization of a row, when objects may be shared (null): those are read-only for all but superusers. */
  organizationOf?(row: Row): string | null;

  /** Fields of the list, of bodies, and of the detail unless `detailFields` has one of the same name. */
  fields: Readonly<Record<string, Field<Row>>>;
  /** Fields that only the detail has, or that differ there. */
  detailFields?: Readonly<Record<string, Field<Row>>>;
  /** The order in which the detail shows its fields. Default: those of the list, then its own. */
  detailOrder?: readonly string[];
  /**
   * Fields of the detail, or `field.property`, that change without anybody's edit, such as the time of a last contact.
   * `If-Match` does not look at them.
   */
  liveFields?: readonly string[];
  /** Fields that are shown only when `fields=` asks for them, and that bodies may have. */
  extraFields?: Readonly<Record<string, Field<Row>>>;
  /** Adds to a page of rows what the query could not select; one statement a kind of thing, never one a row. */
  complete?(rows: Row[], context: ShownContext): Promise<void>;

  filters?: Readonly<Record<string, Filter>>;
  /**
   * Columns that `search=` looks into, or one that holds all of them: in lower case, a line each. A UUID beside it is
   * looked into for words that may be a piece of one.
   */
  search?: readonly string[] | { text: string; id?: string };
  /** Names that `ordering=` knows. */
  orderings?: Readonly<Record<string, OrderColumn>>;
  /** For example `-created`; must be one of `orderings`. */
  defaultOrdering: string;
  /** Sizes of the list's pages, where they are not those of the settings. */
  pageSizes?: PageSizes;

  /**
   * What is wrong with the values of a body that the fields alone cannot tell, such as a name that is taken. It is told
   * together with what the fields found, so some values may be missing.
   */
  problems?(values: Values, context: WriteContext): Promise<FieldErrors>;
  /** Creates and returns the id. Absent: 405. */
  create?(values: Values, context: WriteContext): Promise<Row['id']>;
  /** Called before the body is read: throws when this row may not be changed at all. */
  mayChange?(row: Row, context: ResourceContext): Promise<void> | void;
  update?(row: Row, values: Values, context: WriteContext): Promise<void>;
  remove?(row: Row, context: ChangeContext): Promise<void>;
  /** Query parameters that a deletion understands: they are among its `options`. */
  removeOptions?: Readonly<Record<string, ValueSchema>>;
  /** Statuses of errors besides those that all deletions can answer with. */
  removeErrors?: readonly number[];
  /**
   * Which of `update` (with `params` as the body of a PATCH) and `remove` may be done to many objects at once, by
   * `POST <path>/bulk/`. Other operations say it themselves: `ResourceAction.bulk`.
   */
  bulk?: readonly ('change' | 'delete')[];
  /**
   * How writes appear in the audit log; false: not at all. Without `label` the name is used, without `objectId` the id,
   * without `organizationOf` the row's `organization_id`. `within` leaves out of a document what the managers of the
   * organization that the entry belongs to must not read.
   */
  audit?:
    | false
    | {
        label?(row: Row): string;
        objectId?(row: Row): string;
        organizationOf?(row: Row, context: ResourceContext): string | null | Promise<string | null>;
        within?(document: Values, organizationId: string): Values;
      };
  /** Errors for a unique constraint that two writers violated at the same moment. */
  onConflict?(violation: UniqueViolation): FieldErrors;
}

/** What a route of a resource gets once all checks before the body have passed. */
export interface Authorized<Row> extends ResourceContext {
  row: Row;
}

/**
 * Other operations on one object: `controller/device/<id>/deactivate/`. Those that do not only view mind `If-Match`, like
 * changes.
 */
export interface ResourceAction<Row> {
  /** `deactivate` */
  path: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The permission that it needs. */
  action: Action;
  summary: string;
  /** For the API documentation, where the summary does not say enough. */
  description?: string;
  /** What the audit log calls it: `deactivated`. Default: the path. Operations that only view are not recorded. */
  audit?: string;
  /** JSON Schema of the answer, or a media type other than JSON. */
  response?: Readonly<Record<string, unknown>> | string;
  /** Of the answer when all went well; `run` must set it too. Default 200. */
  status?: 201;
  /** Statuses of errors besides those that all operations can answer with. */
  errors?: readonly number[];
  /** JSON Schemas of errors that have a shape of their own, by status. */
  refusals?: Readonly<Record<number, ValueSchema>>;
  body?: Readonly<Record<string, unknown>>;
  /** Query parameters, for the API documentation. */
  query?: Readonly<Record<string, ValueSchema>>;
  /**
   * The same for one of many objects, by `POST <path>/bulk/` with the last word of the path as its `action`. `params`
   * are the caller's and the same for all objects: an error in them is thrown for each.
   */
  bulk?(context: Authorized<Row>, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  run(context: Authorized<Row>, reply: FastifyReply): Promise<unknown>;
}
