import type { AppContext } from '../../../platform/app-context.ts';
import { field, filter, type Resource } from '../../../platform/resource/index.ts';
import { within, type Scope } from '../../../platform/tenancy.ts';
import { openEntryDocuments, type EntryDocuments } from '../entry-documents.ts';
import type { AuditEntryTable } from '../tables.ts';

/** Its documents are opened by `complete` where they are shown. */
interface AuditEntryRow extends Omit<AuditEntryTable, 'sequence'>, Partial<EntryDocuments> {
  /** The number of the entry. */
  id: number;
  unreadable?: boolean;
}

/** What belongs to no organization concerns the whole installation: only superusers see it, though managers see shared objects. */
const ownEntries = (scope: Scope): Scope =>
  scope.kind === 'everything' ? scope : { ...scope, shared: false };

const text = { type: 'string' };
const optionalText = { type: ['string', 'null'] };
const document = {
  type: ['object', 'null'],
  additionalProperties: true,
};

/** `audit/entry/`: the audit log, to be read only. */
export const auditEntryResource = ({ secrets }: Pick<AppContext, 'secrets'>): Resource<AuditEntryRow> => ({
  name: 'audit log entry',
  modelName: 'AuditEntry',
  path: 'audit/entry',
  description:
    'Who changed what, when and from where. Managers see the entries of their organizations, superusers all.',
  permission: { app: 'audit', model: 'entry' },
  integerId: true,
  query: (db, scope) =>
    db
      .selectFrom('audit_entry')
      .selectAll()
      .select('audit_entry.sequence as id')
      .where(within(ownEntries(scope), 'audit_entry.organization_id')),
  complete: async (rows, { fields }) => {
    if (!['before', 'after', 'unreadable'].some((name) => fields.has(name))) return;
    // A log that somebody tampered with is to be read all the more.
    for (const row of rows)
      Object.assign(
        row,
        openEntryDocuments(secrets, row.id, row.documents_sealed) ?? {
          before: null,
          after: null,
          unreadable: true,
        },
      );
  },
  idColumn: 'audit_entry.sequence',
  fields: {
    id: field.shown({ type: 'integer' }),
    created: field.timeField(),
    user: field.shown({ ...optionalText, format: 'uuid' }, { show: (row: AuditEntryRow) => row.user_id }),
    username: field.shown(text),
    via: field.shown(text, { help: 'How the user proved who they are.' }),
    token_name: field.shown(optionalText),
    ip: field.shown(text),
    request_id: field.shown(text, { help: 'Names the request in the log of the program too.' }),
    action: field.shown(text, { help: '`created`, `updated`, `deleted`, or what else was done.' }),
    kind: field.shown(text, { help: 'Kind of object: `device`, `template`, …' }),
    object: field.shown(text, {
      show: (row: AuditEntryRow) => row.object_id,
      help: 'Id of the object.',
    }),
    label: field.shown(text, { help: 'Name of the object.' }),
    organization: field.shown(
      { ...optionalText, format: 'uuid' },
      { show: (row: AuditEntryRow) => row.organization_id },
    ),
    before: field.shown(document, { help: 'What changed, as it was. Secrets are masked.' }),
    after: field.shown(document, { help: 'What changed, as it became.' }),
    unreadable: field.shown(
      { type: 'boolean' },
      {
        show: (row: AuditEntryRow) => row.unreadable ?? false,
        help: 'What changed cannot be shown: it was altered in the database, or its secret key is gone.',
      },
    ),
  },
  detailFields: {
    hash: field.shown(text, { help: 'Links the entry to all before it: see `netloom audit verify`.' }),
  },
  filters: {
    user: filter.uuidFilter('audit_entry.user_id'),
    username: filter.exact('audit_entry.username'),
    kind: filter.exact('audit_entry.kind'),
    object: filter.exact('audit_entry.object_id'),
    action: filter.exact('audit_entry.action'),
    via: filter.exact('audit_entry.via'),
    organization: filter.organizationFilter('audit_entry.organization_id'),
    organization_slug: filter.organizationSlugFilter('audit_entry.organization_id'),
    ...filter.timeFilters('created', 'audit_entry.created'),
  },
  search: ['audit_entry.label', 'audit_entry.username', 'audit_entry.object_id', 'audit_entry.ip'],
  // In the order of the log, which is that of time.
  orderings: {
    created: { column: 'audit_entry.sequence', number: true },
    id: { column: 'audit_entry.sequence', number: true },
  },
  defaultOrdering: '-created',
});
