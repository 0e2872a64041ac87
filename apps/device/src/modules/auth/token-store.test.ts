import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { waitFor } from '@netloom/server-kit/testing';
import { describe, expect, test } from 'vitest';
import { writeToken } from './json-web-token.ts';
import { isIn, probe, remote, start, tokenFile } from './try-token.fixture.ts';

describe('the store', () => {
  test('tables that are dropped come back with the next check, and meanwhile 503', async () => {
    const device = await start({ NETLOOM_HEALTH_SECONDS: '1' });
    const token = await device.token();
    const database = new DatabaseSync(tokenFile(device));
    database.exec('drop table device_activity; drop table device_activity_recent; drop table tokens');
    database.close();
    const down = await probe(device, token);
    expect(down).toMatchObject({ status: 503, body: { detail: 'Service temporarily unavailable' } });
    await waitFor(
      'tokens again',
      async () => (await device.call('POST', '/auth/token', { device_id: 'x' })).status === 200,
    );
  });

  test('a secret and a database that are deleted come back', async () => {
    const device = await start({ NETLOOM_HEALTH_SECONDS: '1' });
    const secrets = device.context.paths.secrets;
    const before = await readFile(join(secrets, 'shared_secret.bin'));
    await rm(join(secrets, 'shared_secret.bin'));
    await waitFor('the secret', () => stat(join(secrets, 'shared_secret.bin')));
    expect(await readFile(join(secrets, 'shared_secret.bin'))).toEqual(before);
    await rm(tokenFile(device));
    await waitFor('the database', () => stat(tokenFile(device)));
    await waitFor(
      'tokens again',
      async () => (await device.call('POST', '/auth/token', { device_id: 'x' })).status === 200,
    );
  });

  test('a database that is damaged is put aside', async () => {
    const folder = (await start()).folder;
    await mkdir(join(folder, 'damaged', 'secrets'), { recursive: true });
    await writeFile(
      join(folder, 'damaged', 'secrets', 'tokens.db'),
      'no database at all, but some bytes'.repeat(100),
    );
    const device = await start({ NETLOOM_DATA_DIR: join(folder, 'damaged') });
    expect(await isIn(device, await device.token())).toBe(true);
  });

  test.each([
    ['is lost', undefined],
    ['was cut off by a power cut', ''],
    ['is no key', 'nonsense'],
  ])('a key for secrets at rest that %s is made again, and tokens are issued again', async (_what, text) => {
    const before = await start();
    const old = await before.token();
    const folder = join(before.folder, 'copy', 'secrets');
    await cp(before.context.paths.secrets, folder, { recursive: true });
    const keyFile = join(folder, 'secret.key');
    if (text === undefined) await rm(keyFile);
    else await writeFile(keyFile, text);
    const device = await start({ NETLOOM_DATA_DIR: join(before.folder, 'copy') });
    expect(await isIn(device, old)).toBe(false);
    expect(await isIn(device, await device.token())).toBe(true);
    expect((await device.call('GET', '/auth/signing_keys')).body).toMatchObject([
      { id: 2, active: true },
      { id: 1, active: false },
    ]);
  });

  test('secrets that cannot be used are a 503, and tried again', async () => {
    const device = await start({ NETLOOM_SECRETS_GROUP: 'no-such-group-here' });
    expect(await device.callFrom(remote, 'POST', '/auth/token', { body: { device_id: 'x' } })).toMatchObject({
      status: 503,
      body: { detail: 'Security system unavailable' },
    });
    expect((await fetch(`${device.url}/api/v1/openapi.json`)).status).toBe(200);
  });

  test('secrets are for the owner alone', async () => {
    const device = await start();
    const mode = async (name: string) =>
      ((await stat(join(device.context.paths.secrets, name))).mode & 0o777).toString(8);
    const files = ['shared_secret.bin', 'secret.key', 'tokens.db', 'tokens.db-wal', 'tokens.db-shm'];
    expect(await mode('.')).toBe('700');
    for (const file of files) expect(await mode(file), file).toBe('600');
  });

  test('a database of wlanpi-core is taken over with its keys and tokens', async () => {
    const old = await start();
    const token = await old.token('lab-1');
    const keyRow = (await old.call('POST', '/auth/signing_key')).body as { key: string };
    // The peer's layout: keys and tokens in clear, no record of migrations.
    const signed = writeToken(
      { sub: 'a.local', iss: 'wlanpi-core', did: 'phone', exp: 4_000_000_000, iat: 1, kid: '1', jti: 'ab' },
      keyRow.key,
    );
    const folder = join(old.folder, 'peer', 'secrets');
    await mkdir(folder, { recursive: true });
    const database = new DatabaseSync(join(folder, 'tokens.db'));
    database.exec(`
      create table signing_keys (id integer primary key autoincrement, key text not null, active boolean not null,
        created_at datetime default current_timestamp not null, updated_at datetime, constraint uq_signing_keys_key unique (key));
      create table devices (device_id varchar primary key, first_seen datetime not null default current_timestamp,
        last_seen datetime, created_at datetime default current_timestamp not null, updated_at datetime);
      create table tokens (id integer primary key, token text not null, expires_at datetime not null,
        revoked boolean not null, key_id integer not null, device_id varchar not null,
        created_at datetime default current_timestamp not null, updated_at datetime,
        constraint uq_tokens_token unique (token));`);
    database.prepare('insert into signing_keys (key, active) values (?, 1)').run(keyRow.key);
    database.prepare("insert into devices (device_id) values ('phone')").run();
    database
      .prepare(
        "insert into tokens (token, expires_at, revoked, key_id, device_id) values (?, '2096-10-02 07:06:40.000000', 0, 1, 'phone')",
      )
      .run(signed);
    database.close();
    const device = await start({ NETLOOM_DATA_DIR: join(old.folder, 'peer') });
    expect(await isIn(device, signed)).toBe(true);
    expect(await isIn(device, token)).toBe(false);
    expect(await isIn(device, await device.token())).toBe(true);
  });

  test('calls of token holders are recorded', async () => {
    const device = await start();
    const token = await device.token('lab-1');
    await isIn(device, token);
    await probe(device, token);
    await device.callFrom(remote, 'DELETE', '/auth/token', { token, body: { device_id: 'x' } });
    const path = tokenFile(device);
    const row = await waitFor(
      'statistics',
      () => {
        const database = new DatabaseSync(path, { readOnly: true });
        const found = database.prepare('select * from device_stats').get();
        database.close();
        return found;
      },
      { withinMs: 15_000, everyMs: 200 },
    );
    expect(row).toMatchObject({ device_id: 'lab-1', request_count: 3, error_count: 2, endpoint_count: 1 });
  });
});
