import { sql } from 'kysely';
import type { Migration } from '@netloom/server-kit';

/** `replace into` takes a row away without asking the triggers of deletions: SQLite asks those of insertions alone. */
export const refuseReplacement: Migration = {
  name: '0004-refuse-replacement',
  up: async ({ tx, dialect }) => {
    if (dialect !== 'sqlite') return;
    await sql`create trigger audit_entry_no_replacement before insert on audit_entry
      when exists (select 1 from audit_entry where sequence = new.sequence)
      begin select raise(abort, 'entries of the audit log are only added'); end`.execute(tx);
  },
};
