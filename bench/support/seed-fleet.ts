import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSecretBox, loadSecretKeys, type SecretBox } from '@netloom/server-kit';
import { sealDeviceKey } from '../../apps/controller/src/modules/configuration/devices/seal-device-key.ts';
import { sealDocuments } from '../../apps/controller/src/modules/configuration/sealed-documents.ts';

/** What lies in the database afterwards, by what the requests name. */
export interface SeededFleet {
  /** Ids of the organizations; each has as many users and devices as another. */
  organizations: string[];
  groups: string[];
  /** A template that a tenth of the devices has. */
  template: string;
  /** Of the organizations with these numbers. */
  manages: string[];
  username: string;
}

const organizationCount = 200;
const organizationsOfManager = 3;
const columnsOfUser =
  'id, username, password, first_name, last_name, email, bio, url, company, location, phone_number, birth_date, notes, language, is_active, is_staff, is_superuser, date_joined, last_login, password_updated, expiration_date, password_based_token';

/** Numbers 0 … n-1 as a table `n(i)`. */
const numbers = (count: number): string =>
  `with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${count})`;
/** Ids in no order, like those that are drawn. */
const idOf = (kind: number): string =>
  `printf('%08x-%04x-4000-8000-%012x', (i * 2654435761) % 4294967296, ${kind}, i)`;
/** Moments that are far apart enough to differ. */
const timeOf = (start: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', '${start}', '+' || (i * 37) || ' seconds')`;

/**
 * Fills the database of a controller that is not running: as fast as SQLite writes, without its rules. One manager,
 * in the group of administrators, manages three of 200 organizations.
 */
export const seedFleet = (
  dataDir: string,
  { users, devices, passwordHash }: { users: number; devices: number; passwordHash: string },
): SeededFleet => {
  const db = new DatabaseSync(join(dataDir, 'netloom.sqlite'));
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = off; pragma temp_store = memory; pragma cache_size = -400000; begin',
  );
  const secrets = createSecretBox(loadSecretKeys({ dataDir }));
  seedOrganizations(db, secrets);
  seedUsers(db, users);
  const username = 'bench-manager';
  seedManager(db, username, passwordHash);
  seedDevices(db, secrets, devices);
  db.exec('commit; pragma wal_checkpoint(truncate)');
  const ids = (table: string): string[] =>
    (
      db.prepare(`select id from ${table} where name like 'bench%' order by name`).all() as { id: string }[]
    ).map(({ id }) => id);
  const organizations = ids('openwisp_users_organization');
  const [template = ''] = ids('config_template');
  const groups = ids('config_devicegroup');
  db.close();
  return {
    organizations,
    groups,
    template,
    manages: organizations.slice(0, organizationsOfManager),
    username,
  };
};

const seedOrganizations = (db: DatabaseSync, secrets: SecretBox): void => {
  db.exec(`insert into openwisp_users_organization (id, name, slug, is_active, description, email, url, second_factor_required, created, modified)
    ${numbers(organizationCount)} select ${idOf(1)}, printf('bench %03d', i), printf('bench-%03d', i), 1, '', '', '', 0, ${timeOf('2025-01-01')}, ${timeOf('2025-01-01')} from n`);
  db.exec(`insert into config_devicegroup (id, organization_id, name, description, meta_data, context_sealed, created, modified)
    select printf('%s', substr(id, 1, 9) || '9999' || substr(id, 14)), id, 'bench group', '', '{}', '', created, modified
      from openwisp_users_organization where name like 'bench%'`);
  const template = randomUUID();
  const { config_sealed } = sealDocuments(secrets, 'config_template', template, {
    config: { general: { timezone: 'UTC' } },
  });
  db.exec(`insert into config_template (id, organization_id, name, type, backend, auto_cert, "default", required, notes, default_values_sealed, config_sealed, created, modified)
    values ('${template}', null, 'bench template', 'generic', 'netjsonconfig.OpenWrt', 0, 0, 0, '', '', '${config_sealed}', '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z')`);
  db.exec(`create temp table bench_organization as
    select cast(substr(name, 7) as integer) as number, id from openwisp_users_organization where name like 'bench%'`);
  db.exec('create index temp.bench_organization_number on bench_organization (number)');
  const settings = db.prepare(
    `insert into config_organizationconfigsettings (organization_id, registration_enabled, shared_secret_sealed, shared_secret_digest, context_sealed) values (?, 1, ?, ?, '')`,
  );
  for (const { id } of db
    .prepare(`select id from openwisp_users_organization where name like 'bench%'`)
    .all() as { id: string }[]) {
    settings.run(id, secrets.seal('unused', id), randomBytes(16).toString('hex'));
  }
};

const seedUsers = (db: DatabaseSync, count: number): void => {
  db.exec(`insert into openwisp_users_user (${columnsOfUser})
    ${numbers(count)} select ${idOf(2)}, printf('user-%06d', (i * 7919) % ${count}), '!', printf('First%03d', i % 500), printf('Last%04d', i % 5000),
      printf('user%06d@example%02d.org', i, i % 40), '', '', '', '', null, null, '', '', i % 10 != 0, i % 25 == 0, 0,
      ${timeOf('2025-01-01')}, case when i % 3 == 0 then null else ${timeOf('2026-01-01')} end, null, null, null from n`);
  db.exec(`insert into openwisp_users_organizationuser (id, user_id, organization_id, is_admin, created, modified)
    ${numbers(count)} select ${idOf(3)}, ${idOf(2)}, organization.id, 0, ${timeOf('2025-01-01')}, ${timeOf('2025-01-01')}
      from n join bench_organization as organization on organization.number = i % ${organizationCount}`);
  db.exec(`insert into account_emailaddress (user_id, email, verified, "primary")
    select id, email, 1, 1 from openwisp_users_user where username like 'user-%'`);
  db.exec(`insert into openwisp_users_user_groups (user_id, group_id)
    select id, 1 from openwisp_users_user where username like 'user-%' and is_staff`);
};

const seedManager = (db: DatabaseSync, username: string, passwordHash: string): void => {
  const id = randomUUID();
  const now = '2025-01-01T00:00:00.000Z';
  db.prepare(
    `insert into openwisp_users_user (${columnsOfUser}) values (?, ?, ?, '', '', null, '', '', '', '', null, null, '', '', 1, 1, 0, ?, null, null, null, null)`,
  ).run(id, username, passwordHash, now);
  db.prepare('insert into openwisp_users_user_groups (user_id, group_id) values (?, 2)').run(id);
  db.prepare(`insert into openwisp_users_organizationuser (id, user_id, organization_id, is_admin, created, modified)
    select lower(hex(randomblob(16))), ?, id, 1, ?, ? from openwisp_users_organization where name like 'bench%' order by name limit ?`).run(
    id,
    now,
    now,
    organizationsOfManager,
  );
};

const seedDevices = (db: DatabaseSync, secrets: SecretBox, count: number): void => {
  // Keys and configurations are sealed one by one; everything else is made where it is stored.
  db.exec(
    'create temp table bench_key (i integer primary key, id text, sealed text, digest text, config_id text, config text)',
  );
  const key = db.prepare('insert into bench_key values (?, ?, ?, ?, ?, ?)');
  for (let index = 0; index < count; index++) {
    const id = randomUUID();
    const { key_sealed: sealed, key_digest: digest } = sealDeviceKey(
      secrets,
      id,
      randomBytes(16).toString('hex'),
    );
    const configId = randomUUID();
    const { config_sealed: config } = sealDocuments(secrets, 'config_config', configId, {
      config: { general: { hostname: 'ap' } },
    });
    key.run(index, id, sealed, digest, configId, config);
  }
  db.exec(`insert into config_device (id, organization_id, name, mac_address, key_sealed, key_digest, hardware_id, model, os, system, notes, group_id, last_ip, management_ip, last_seen, is_deactivated, created, modified)
    select bench_key.id, organization.id, printf('ap-%06d', (i * 7919) % ${count}), printf('02:%02X:%02X:%02X:%02X:%02X', i % 256, i / 256 % 256, i / 65536, i % 7, i % 11),
      sealed, digest, null, 'Model ' || (i % 17), 'OpenWrt 23.05.' || (i % 6), 'MediaTek MT7621', '', case when i % 5 == 0 then device_group.id end,
      printf('10.%d.%d.%d', i / 65536, i / 256 % 256, i % 256), printf('10.%d.%d.%d', i / 65536, i / 256 % 256, i % 256),
      case when i % 20 == 0 then null else ${timeOf('2026-01-01')} end, i % 100 == 0, ${timeOf('2025-01-01')}, ${timeOf('2026-01-01')}
      from bench_key
      join bench_organization as organization on organization.number = i % ${organizationCount}
      join config_devicegroup as device_group on device_group.organization_id = organization.id`);
  const statuses = `case when i % 100 == 0 then 'deactivated' when i % 50 == 1 then 'error' when i % 10 == 2 then 'modified' else 'applied' end`;
  db.exec(`insert into config_config (id, device_id, backend, config_sealed, context_sealed, status, error_reason, checksum_db, downloaded_checksum, applied_checksum, version, created, modified)
    select config_id, id, 'netjsonconfig.OpenWrt', config, '', ${statuses}, '', null, null, null, 1, ${timeOf('2025-01-01')}, ${timeOf('2026-01-01')} from bench_key`);
  db.exec(`insert into config_config_templates (config_id, template_id, sort_value, device_id)
    select config_id, (select id from config_template where name = 'bench template'), 0, id from bench_key where i % 10 == 0`);
  db.exec('drop table bench_key');
};
