import type { Writable } from 'node:stream';
import { once } from 'node:events';
import { sql } from 'kysely';
import type { Db } from '@netloom/server-kit';
import type { Language } from '../../platform/languages.ts';
import { withoutFormula } from '../../platform/resource/write-csv.ts';
import { chosenLanguage } from './chosen-language.ts';
import type { UserTable } from './tables.ts';

interface Membership {
  organization_id: string;
  is_admin: boolean;
}

/** What a row is made of, besides the user. */
interface Beside {
  memberships: readonly Membership[];
  /** Of users who have chosen none. */
  language: Language;
}

type Column = (user: UserTable, beside: Beside) => string;

const truth = (value: boolean): string => (value ? 'True' : 'False');

/** As in `2026-03-01 10:00:00.123000+00:00`; without a fraction when there is none. */
const moment = (time: Date): string =>
  time
    .toISOString()
    .replace('T', ' ')
    .replace('.000Z', '+00:00')
    .replace(/\.(\d{3})Z$/, '.$1000+00:00');

/** As Django spells hashes, with the algorithm in front, so that it can take them over; `verifyPassword` knows both. */
const hash = (stored: string): string => (stored.startsWith('$argon2') ? `argon2${stored}` : stored);

/** The columns of the peer's export, by their headers (REST conventions, section 6.4). */
const columns: Readonly<Record<string, Column>> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  email: ({ email }) => email ?? '',
  password: ({ password }) => hash(password),
  first_name: (user) => user.first_name,
  last_name: (user) => user.last_name,
  is_staff: (user) => truth(user.is_staff),
  is_active: (user) => truth(user.is_active),
  date_joined: (user) => moment(user.date_joined),
  expiration_date: (user) => user.expiration_date ?? '',
  phone_number: (user) => user.phone_number ?? '',
  birth_date: (user) => user.birth_date ?? '',
  location: ({ location }) => location,
  notes: ({ notes }) => notes,
  language: (user, { language }) => chosenLanguage(language, user.language),
  organizations: (_user, { memberships }) =>
    memberships.map(({ organization_id: id, is_admin }) => `(${id},${truth(is_admin)})`).join('\n'),
};

const headers: Readonly<Record<string, string>> = {
  organizations: 'organizations (organization_id, is_admin)',
};

/** Names that `exportUsers` can leave out. */
export const exportableFields: readonly string[] = Object.keys(columns);

/** RFC 4180: quotes only where they are needed. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

const pageSize = 500;

/**
 * Writes all users as CSV (UTF-8, lines end with CR LF), oldest first, a page at a time. Holds the hashes of passwords:
 * treat it like the database. `language` is that of users who have chosen none. Programs that read the file want texts
 * as they are; `forSpreadsheet` puts a `'` before those that a spreadsheet would run as a formula. Returns how many users
 * there were.
 */
export const exportUsers = async (
  db: Db,
  output: Writable,
  {
    exclude = [],
    language,
    forSpreadsheet = false,
  }: { exclude?: readonly string[]; language: Language; forSpreadsheet?: boolean },
): Promise<number> => {
  const chosen = Object.entries(columns).filter(([name]) => !exclude.includes(name));
  const write = async (text: string): Promise<void> => {
    if (!output.write(text)) await once(output, 'drain');
  };
  await write(line(chosen.map(([name]) => headers[name] ?? name)));
  let count = 0;
  let last: UserTable | undefined;
  do {
    const users = await nextPage(db, last);
    const memberships = await membershipsOf(db, users);
    for (const user of users) {
      const beside = { memberships: memberships.get(user.id) ?? [], language };
      const cells = chosen.map(([, show]) => show(user, beside));
      await write(line(forSpreadsheet ? cells.map(withoutFormula) : cells));
    }
    count += users.length;
    last = users.length === pageSize ? users.at(-1) : undefined;
  } while (last);
  return count;
};

const nextPage = async (db: Db, last: UserTable | undefined): Promise<UserTable[]> => {
  let query = db
    .selectFrom('openwisp_users_user')
    .selectAll()
    .orderBy('date_joined')
    .orderBy('id')
    .limit(pageSize);
  if (last) query = query.where(sql<boolean>`(date_joined, id) > (${last.date_joined}, ${last.id})`);
  return query.execute();
};

const membershipsOf = async (db: Db, users: readonly UserTable[]): Promise<Map<string, Membership[]>> => {
  if (users.length === 0) return new Map();
  const found = await db
    .selectFrom('openwisp_users_organizationuser')
    .select(['user_id', 'organization_id', 'is_admin'])
    .where(
      'user_id',
      'in',
      users.map(({ id }) => id),
    )
    .orderBy('created')
    .orderBy('id')
    .execute();
  return Map.groupBy(found, ({ user_id: user }) => user);
};
