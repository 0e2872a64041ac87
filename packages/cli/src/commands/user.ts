import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { finished } from 'node:stream/promises';
import type { ControllerSettings, resetPassword } from '@netloom/controller';
import type { Database, SecretBox } from '@netloom/server-kit';
import type { Command } from 'commander';
import { CommandFailure, isForOperator } from '../command-failure.ts';
import { askPassword } from '../ask-password.ts';
import { readControllerSettings } from '../read-controller-settings.ts';

interface UserOptions {
  readonly config?: string;
  readonly email?: string;
  readonly generate?: boolean;
}

/** `netloom user`: accounts in the controller's database, with or without a running controller. */
export function addUserCommand(program: Command): void {
  const user = program
    .command('user')
    .summary('manage accounts in the database of the controller')
    .description(
      'Works on the database that the settings name (environment or --config), also while the controller runs. ' +
        'The password comes from NETLOOM_PASSWORD, from standard input, or is asked for.',
    );
  user
    .command('create-superuser <username>')
    .description('create an account that may do everything')
    .option('--email <address>', 'e-mail address')
    .option('--generate', 'make up a password and print it')
    .option('--config <file>', 'YAML file with settings')
    .action(async (username: string, options: UserOptions) => {
      const password = await choosePassword(options);
      await onStore(options, async (db) => {
        const { createSuperuser } = await import('@netloom/controller');
        const email = options.email === undefined ? {} : { email: options.email };
        const id = await createSuperuser(db, { username, password, ...email });
        return { action: 'created', id, username, after: { username, ...email, is_superuser: true } };
      });
      tell(`The superuser "${username}" was created.`, options, password);
    });
  user
    .command('reset-password <username>')
    .description('set a new password and end the sessions of the user')
    .option('--generate', 'make up a password and print it')
    .option('--config <file>', 'YAML file with settings')
    .action(async (username: string, options: UserOptions) => {
      const password = await choosePassword(options);
      await onStore(options, async (db) => {
        const { resetPassword } = await import('@netloom/controller');
        const id = await resetPassword(db, { username, password });
        return { action: 'password-changed', id, username, after: null };
      });
      tell(`The password of "${username}" was changed.`, options, password);
    });
  user
    .command('reset-second-factor <username>')
    .description('let a user who has lost the phone and all passkeys log in with the password alone')
    .option('--config <file>', 'YAML file with settings')
    .action(async (username: string, options: UserOptions) => {
      await onStore(options, async (db) => {
        const { resetSecondFactor } = await import('@netloom/controller');
        const id = await resetSecondFactor(db, username);
        return { action: 'second-factor-removed', id, username, after: null };
      });
      console.log(`"${username}" logs in with the password alone now.`);
    });
  user
    .command('export')
    .description('write all accounts, with the hashes of their passwords, to a CSV file')
    .option('--filename <file>', 'file to write', 'netloom_exported_users.csv')
    .option('--exclude-fields <names>', 'columns to leave out, separated by commas')
    .option('--for-spreadsheet', 'put an apostrophe before texts that a spreadsheet would run as formulas')
    .option('--config <file>', 'YAML file with settings')
    .action(async (options: ExportOptions) => {
      await onStore(options, async (db, { language }) => {
        const count = await writeExport(db, language, options);
        return { action: 'exported', id: '', username: `${count} users`, after: null };
      });
      console.log(`User data exported successfully to ${options.filename}!`);
    });
}

interface ExportOptions extends UserOptions {
  readonly filename: string;
  readonly excludeFields?: string;
  readonly forSpreadsheet?: boolean;
}

const writeExport = async (
  db: Db,
  language: ControllerSettings['language'],
  { filename, excludeFields = '', forSpreadsheet = false }: ExportOptions,
): Promise<number> => {
  const { exportableFields, exportUsers } = await import('@netloom/controller');
  const exclude = excludeFields
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = exclude.find((name) => !exportableFields.includes(name));
  if (unknown !== undefined)
    throw new CommandFailure(
      `--exclude-fields: "${unknown}" is not a column; there are ${exportableFields.join(', ')}`,
    );
  try {
    // Nobody else on this machine shall read the hashes, not even while they are being written.
    const file = await open(filename, 'w', 0o600);
    await file.chmod(0o600);
    const output = file.createWriteStream();
    const count = await exportUsers(db, output, { exclude, language, forSpreadsheet });
    output.end();
    await finished(output);
    return count;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandFailure(`cannot write "${filename}": ${message}`);
  }
};

type Db = Parameters<typeof resetPassword>[0];

const choosePassword = async ({ generate }: UserOptions): Promise<string> => {
  if (!generate) return askPassword('Password: ');
  const { randomToken } = await import('@netloom/server-kit');
  return randomToken(20);
};

const tell = (message: string, { generate }: UserOptions, password: string): void => {
  console.log(message);
  if (generate) console.log(`password: ${password}`);
};

/** What was done to an account, for the audit log. */
interface Done {
  action: string;
  id: string;
  username: string;
  after: Record<string, unknown> | null;
}

/** Runs `work` on the controller's database and records what it did; errors by field become one line. */
const onStore = async (
  { config }: UserOptions,
  work: (db: Db, settings: ControllerSettings) => Promise<Done>,
): Promise<void> => {
  const settings = await readControllerSettings(config);
  const [{ builtInModules, dataDirOf, openStore }, { createSecretBox, HttpError, loadSecretKeys }] =
    await Promise.all([import('@netloom/controller'), import('@netloom/server-kit')]);
  const secrets = createSecretBox(
    loadSecretKeys({ setting: settings.secretKey, dataDir: dataDirOf(settings) }),
  );
  const { database } = await openStore(settings, builtInModules, secrets).catch((error: unknown) => {
    if (isForOperator(error)) throw error;
    throw new CommandFailure(
      `the database cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  try {
    await record(database, secrets, await work(database.db, settings));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const [[field, messages] = ['', '']] = Object.entries(error.body as Record<string, string[]>);
    throw new CommandFailure(`${field}: ${[messages].flat().join(' ')}`);
  } finally {
    await database.close();
  }
};

/** The account of this machine stands for the person. */
const record = async (
  database: Database,
  secrets: SecretBox,
  { action, id, username, after }: Done,
): Promise<void> => {
  const [{ openAuditLog }, { createLogger }] = await Promise.all([
    import('@netloom/controller'),
    import('@netloom/server-kit'),
  ]);
  const recordEntry = await openAuditLog({
    database,
    secrets,
    clock: () => new Date(),
    log: createLogger({ level: 'error' }),
  });
  await recordEntry({
    actor: { userId: null, username: userInfo().username, via: 'command-line' },
    ip: '',
    requestId: '',
    action,
    kind: 'user',
    objectId: id,
    label: username,
    organizationId: null,
    before: null,
    after,
  });
};
