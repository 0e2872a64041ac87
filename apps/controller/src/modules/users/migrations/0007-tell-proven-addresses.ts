import type { Migration } from '@netloom/server-kit';

/** Until now a confirmed address and one that its owner proved were the same. */
export const tellProvenAddresses: Migration = {
  name: '0007-tell-proven-addresses',
  up: async ({ tx, types }) => {
    await tx.schema
      .alterTable('account_emailaddress')
      .addColumn('proven', types.bool, (column) => column.notNull().defaultTo(false))
      .execute();
    await tx
      .updateTable('account_emailaddress')
      .set(({ ref }) => ({ proven: ref('verified') }))
      .execute();
  },
};
