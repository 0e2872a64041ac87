import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@netloom/server-kit';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const command = new URL('../src/main.ts', import.meta.url).pathname;

// Each command loads the whole controller: on a busy machine that takes seconds.
describe('netloom audit verify', { timeout: 60_000 }, () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = makeTemporaryFolder('audit-command');
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const netloom = (...args: string[]): Promise<{ code: number; output: string; errors: string }> => {
    const env = { ...process.env, NETLOOM_DATA_DIR: dataDir, NETLOOM_PASSWORD: 'a-geheim-password-77' };
    return new Promise((resolve) => {
      execFile(process.execPath, [command, ...args], { env }, (error, output, errors) =>
        resolve({ code: error ? Number(error.code) : 0, output, errors }),
      );
    });
  };
  const tamper = async (...statements: string[]): Promise<void> => {
    const database = openDatabase(`sqlite:${join(dataDir, 'netloom.sqlite')}`);
    for (const statement of statements) await sql.raw(statement).execute(database.db);
    await database.close();
  };

  it('needs a database and the key, and makes neither', async () => {
    const nothing = await netloom('audit', 'verify');
    expect([nothing.code, nothing.errors]).toEqual([
      1,
      `netloom: there is no database ${join(dataDir, 'netloom.sqlite')}\n`,
    ]);
    await netloom('user', 'create-superuser', 'root');
    rmSync(join(dataDir, 'secret.key'));
    const keyless = await netloom('audit', 'verify');
    expect([keyless.code, keyless.errors]).toEqual([
      1,
      `netloom: the secret key is missing: neither NETLOOM_SECRET_KEY nor ${join(dataDir, 'secret.key')} is there\n`,
    ]);
    expect(existsSync(join(dataDir, 'secret.key'))).toBe(false);
  });

  it('tells what the command line did, whether the log is whole, and what broke it', async () => {
    await netloom('user', 'create-superuser', 'root', '--email', 'root@example.org');
    await netloom('user', 'reset-password', 'root');
    const whole = await netloom('audit', 'verify', '--json');
    expect(whole.code).toBe(0);
    const verdict = JSON.parse(whole.output);
    expect(verdict).toEqual({
      ok: true,
      entries: 2,
      end: { sequence: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const anchor = `${verdict.end.sequence}:${verdict.end.hash}`;
    const told = await netloom('audit', 'verify', '--anchor', anchor);
    expect(told).toMatchObject({
      code: 0,
      output: `The audit log is whole: 2 entries.\nIts end, to be kept elsewhere for --anchor: ${anchor}\n`,
    });

    const database = openDatabase(`sqlite:${join(dataDir, 'netloom.sqlite')}`);
    const entries = await database.db.selectFrom('audit_entry').selectAll().execute();
    await database.close();
    expect(entries).toMatchObject([
      { action: 'created', kind: 'user', label: 'root', via: 'command-line', user_id: null },
      { action: 'password-changed', kind: 'user', label: 'root', via: 'command-line' },
    ]);
    expect(JSON.stringify(entries)).not.toContain('geheim');

    await tamper(
      'drop trigger audit_entry_no_update',
      "update audit_entry set label = 'x' where sequence = 1",
    );
    const broken = await netloom('audit', 'verify');
    expect(broken).toMatchObject({
      code: 1,
      output:
        'BROKEN at entry 1: the entry was changed, or does not follow the one before it. The 0 entries before it are as they were written.\n',
    });
  });

  it('refuses an anchor that is none', async () => {
    const { code, errors } = await netloom('audit', 'verify', '--anchor', '7');
    expect([code, errors]).toEqual([
      2,
      "error: option '--anchor <number:hash>' argument '7' is invalid. It must be a number and 64 hexadecimal digits, as in 17:0f3a….\n",
    ]);
  });
});
