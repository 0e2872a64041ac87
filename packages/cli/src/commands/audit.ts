import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditAnchor, AuditVerdict } from '@netloom/controller';
import { InvalidArgumentError, type Command } from 'commander';
import { CommandFailure, isForOperator } from '../command-failure.ts';
import { readControllerSettings } from '../read-controller-settings.ts';

interface VerifyOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly anchor?: AuditAnchor;
}

/** `netloom audit`: the audit log in the controller's database. */
export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').summary('check the audit log of the controller');
  audit
    .command('verify')
    .summary('check that no entry of the audit log was changed or removed')
    .description(
      'Walks through the audit log in the database that the settings name (environment or --config), also while the ' +
        'controller runs, and checks every entry. Changes nothing. Exit code 1 when the log is broken. Needs the secret ' +
        'key of the controller.',
    )
    .option(
      '--anchor <number:hash>',
      'end of the log as an earlier run told it: it must still be there',
      readAnchor,
    )
    .option('--config <file>', 'YAML file with settings')
    .option('--json', 'print the result as JSON')
    .action(async (options: VerifyOptions) => {
      const verdict = await verify(options);
      if (options.json) console.log(JSON.stringify(verdict));
      else console.log(describe(verdict));
      if (!verdict.ok) process.exitCode = 1;
    });
}

const readAnchor = (text: string): AuditAnchor => {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined || Number(sequence) === 0)
    throw new InvalidArgumentError('It must be a number and 64 hexadecimal digits, as in 17:0f3a….');
  return { sequence: Number(sequence), hash };
};

const describe = (verdict: AuditVerdict): string => {
  if (!verdict.ok) {
    const { sequence, reason } = verdict.broken;
    return `BROKEN at entry ${sequence}: ${reason}. The ${verdict.entries} entries before it are as they were written.`;
  }
  if (verdict.entries === 0) return 'The audit log is whole: it has no entries yet.';
  const { sequence, hash } = verdict.end;
  return (
    `The audit log is whole: ${verdict.entries} entries.\n` +
    `Its end, to be kept elsewhere for --anchor: ${sequence}:${hash}`
  );
};

const verify = async ({ config, anchor }: VerifyOptions): Promise<AuditVerdict> => {
  const settings = await readControllerSettings(config);
  const [{ builtInModules, databaseUrlOf, dataDirOf, verifyAuditLog }, kit] = await Promise.all([
    import('@netloom/controller'),
    import('@netloom/server-kit'),
  ]);
  // Neither is made here: a new key or an empty database would only make the log look broken.
  const url = databaseUrlOf(settings);
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length)))
    throw new CommandFailure(`there is no database ${url.slice('sqlite:'.length)}`);
  const keyFile = join(dataDirOf(settings), 'secret.key');
  if (settings.secretKey === undefined && !existsSync(keyFile))
    throw new CommandFailure(`the secret key is missing: neither NETLOOM_SECRET_KEY nor ${keyFile} is there`);
  const secrets = kit.createSecretBox(
    kit.loadSecretKeys({ setting: settings.secretKey, dataDir: dataDirOf(settings) }),
  );
  const database = kit.openDatabase(url);
  try {
    const modules = builtInModules.map(({ name, migrations }) => ({ module: name, migrations }));
    const pending = await kit.pendingMigrations(database, modules);
    if (pending.some((name) => name.startsWith('audit/')))
      throw new CommandFailure(
        'the database has no audit log, or that of an older version: start the controller once',
      );
    return await verifyAuditLog(database.db, secrets, { anchor });
  } catch (error) {
    if (isForOperator(error)) throw error;
    const reason = error instanceof Error && error.message !== '' ? error.message : String(error);
    throw new CommandFailure(`the database cannot be read: ${reason}`);
  } finally {
    await database.close();
  }
};
