import type { Database, Logger, SecretBox } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import type { AuditEntry, RecordEntry } from '../../platform/audit.ts';
import { maskChange } from '../../platform/mask-change.ts';
import { appendEntry } from './append-entry.ts';
import type { OpenedEntry } from './chain.ts';

/** Longest texts that are kept, in characters. */
const longestLabel = 300;
const longestName = 254;
/** Longest JSON of one field that is kept, in characters. */
const longestValue = 65_536;

/** What recording stands on; the command line has it too. */
export interface AuditContext {
  database: Pick<Database, 'db' | 'dialect'>;
  secrets: SecretBox;
  clock: Clock;
  log: Logger;
}

/** Keeps an entry in the database, secrets masked. Rejects when the database refuses it. */
export const keepEntry = async (context: AuditContext, entry: AuditEntry): Promise<void> =>
  keepRow(context, toRow(entry, context.clock()));

const keepRow = async (
  { database, secrets, log }: AuditContext,
  row: ReturnType<typeof toRow>,
): Promise<void> => {
  const { endWasSound } = await appendEntry(database, secrets, row);
  if (!endWasSound)
    log.error('the end of the audit log was changed from outside: verify it (netloom audit verify)');
};

/** Keeps entries. One that the database refuses is logged whole, so that it is not lost. */
export const createRecorder =
  (context: AuditContext): RecordEntry =>
  async (entry) => {
    const { clock, log } = context;
    let row: ReturnType<typeof toRow> | undefined;
    try {
      row = toRow(entry, clock());
      await keepRow(context, row);
    } catch (error) {
      const { action, kind, objectId, actor } = entry;
      // Only what was masked is logged.
      log.error(
        { err: error, entry: row ?? { action, kind, objectId, actor } },
        'an entry of the audit log could not be kept',
      );
    }
  };

const toRow = (entry: AuditEntry, now: Date): Omit<OpenedEntry, 'sequence' | 'hash'> => {
  const { before, after } = maskChange({ before: plain(entry.before), after: plain(entry.after) });
  const { userId, username, via, tokenName } = entry.actor;
  return {
    created: now,
    user_id: userId,
    username: storable(username, longestName),
    via,
    token_name: tokenName === undefined ? null : storable(tokenName, longestName),
    ip: storable(entry.ip, longestName),
    request_id: storable(entry.requestId, longestName),
    action: storable(entry.action, longestName),
    kind: storable(entry.kind, longestName),
    object_id: storable(entry.objectId, longestLabel),
    label: storable(entry.label, longestLabel),
    organization_id: entry.organizationId,
    before: before && shorten(before),
    after: after && shorten(after),
  };
};

type Document = Readonly<Record<string, unknown>>;

/** As it comes back from the database: the hash is over what can be read there. */
const plain = (document: Document | null): Document | null =>
  document && (JSON.parse(JSON.stringify(document)) as Document);

/** What both databases give back as it was: no NUL, no half of a surrogate pair. */
const storable = (text: string, longest: number): string =>
  text.slice(0, longest).replaceAll('\0', '').toWellFormed();

const shorten = (document: Document): Document =>
  Object.fromEntries(
    Object.entries(document).map(([name, value]) => {
      const { length } = JSON.stringify(value);
      return [
        name,
        length > longestValue ? `[${length} characters of JSON: too long for the audit log]` : value,
      ];
    }),
  );
