import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { verifyPassword } from '@netloom/server-kit';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../platform/languages.ts';
import { exportUsers } from './export-users.ts';
import { rigPassword, startUsersRig, type UsersRig } from './test-rig.ts';

describe.each(testDialects)('the export of users on %s', (dialect) => {
  let rig: UsersRig;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
  });
  afterAll(() => rig.close());

  const csv = async (exclude: string[] = [], language: Language = 'en'): Promise<[number, string]> => {
    const output = new PassThrough();
    const [all, count] = await Promise.all([
      text(output),
      exportUsers(rig.database.db, output, { exclude, language }).finally(() => output.end()),
    ]);
    return [count, all];
  };

  test('may be made harmless for spreadsheets', async () => {
    await rig.user({ username: 'eve', first_name: '=HYPERLINK("http://x")', phone_number: '+393471234567' });
    const output = new PassThrough();
    const options = { language: 'en', forSpreadsheet: true } as const;
    const [harmless] = await Promise.all([
      text(output),
      exportUsers(rig.database.db, output, options).finally(() => output.end()),
    ]);
    expect(harmless).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(harmless).toContain(",'+393471234567,");
    expect((await csv())[1]).toContain(',"=HYPERLINK(""http://x"")",');
    await rig.database.db.deleteFrom('openwisp_users_user').where('username', '=', 'eve').execute();
  });

  test('has a line a user, oldest first, with hashes and memberships', async () => {
    const [north, south] = [await rig.organization('north'), await rig.organization('south')];
    const anna = await rig.user({ username: 'anna', email: 'anna@example.org', notes: 'say "hi",\nthen go' });
    rig.pass(1234);
    const ben = await rig.user({
      username: 'ben',
      is_staff: true,
      is_active: false,
      expiration_date: '2027-01-31',
    });
    await rig.member(anna, north, true);
    rig.pass(1);
    await rig.member(anna, south, false);
    const hash = (
      await rig.database.db
        .selectFrom('openwisp_users_user')
        .select('password')
        .where('id', '=', ben)
        .executeTakeFirstOrThrow()
    ).password;
    // Django's spelling, which is understood here as well.
    const exported = `argon2${hash}`;
    expect((await verifyPassword(rigPassword, exported)).ok).toBe(true);
    const [count, all] = await csv();
    expect(count).toBe(2);
    expect(all).toBe(
      [
        'id,username,email,password,first_name,last_name,is_staff,is_active,date_joined,expiration_date,phone_number,birth_date,location,notes,language,"organizations (organization_id, is_admin)"',
        `${anna},anna,anna@example.org,"${exported}",,,False,True,2026-03-01 10:00:00+00:00,,,,,"say ""hi"",\nthen go",en,"(${north},True)\n(${south},False)"`,
        `${ben},ben,,"${exported}",,,True,False,2026-03-01 10:00:01.234000+00:00,2027-01-31,,,,,en,`,
        '',
      ].join('\r\n'),
    );
    const [, short] = await csv(['password', 'organizations', 'notes']);
    expect(short).not.toMatch(/password|argon2|say/);
  });

  test('tells the language that applies: the chosen one, else that of the installation', async () => {
    const choose = async (username: string, language: string) => {
      const id = await rig.user({ username });
      await rig.database.db
        .updateTable('openwisp_users_user')
        .set({ language })
        .where('id', '=', id)
        .execute();
    };
    await choose('english', 'en');
    await choose('german', 'de');
    await choose('undecided', '');
    await choose('foreign', 'xx');
    const languages = async (language: Language) => {
      const [, all] = await csv(['password', 'notes', 'organizations'], language);
      const rows = all.split('\r\n').map((row) => row.split(','));
      return ['english', 'german', 'undecided', 'foreign'].map((name) =>
        rows.find(([, username]) => username === name)?.at(-1),
      );
    };
    expect(await languages('en')).toEqual(['en', 'de', 'en', 'en']);
    expect(await languages('de')).toEqual(['en', 'de', 'de', 'de']);
    await rig.database.db
      .deleteFrom('openwisp_users_user')
      .where('username', 'in', ['english', 'german', 'undecided', 'foreign'])
      .execute();
  });

  test('goes through more users than a page holds, each once', async () => {
    const { db } = rig.database;
    const [first] = await db.selectFrom('openwisp_users_user').selectAll().limit(1).execute();
    if (!first) throw new Error('there is no user');
    const made = Array.from({ length: 1100 }, (_, index) => ({
      ...first,
      id: crypto.randomUUID(),
      username: `u${index}`,
      email: null,
      date_joined: new Date(Date.UTC(2026, 5, 1, 0, 0, index % 7)),
    }));
    for (let start = 0; start < made.length; start += 100)
      await db
        .insertInto('openwisp_users_user')
        .values(made.slice(start, start + 100))
        .execute();
    const [count, all] = await csv(['notes', 'organizations']);
    const names = all
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',')[1]);
    expect(count).toBe(1102);
    expect(new Set(names).size).toBe(1102);
  });
});
