// A program that starts on a database: prints the migrations that it was the one to apply.
import { setTimeout } from 'node:timers/promises';
import { migrate } from './migrate.ts';
import { testSecrets } from '../testing/test-secrets.ts';
import { openDatabase } from './open-database.ts';

const database = openDatabase(process.argv[2] ?? '');
const applied = await migrate(
  database,
  [
    {
      module: 'things',
      migrations: [
        {
          name: '0001-slow',
          up: async ({ tx, types }) => {
            await tx.schema.createTable('test_slow').addColumn('id', types.int).execute();
            await setTimeout(200);
          },
        },
      ],
    },
  ],
  testSecrets,
);
process.stdout.write(applied.join('\n'));
await database.close();
