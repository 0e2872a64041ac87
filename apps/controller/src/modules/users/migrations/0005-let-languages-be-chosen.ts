import type { Migration } from '@netloom/server-kit';

/** Until now everybody had the language of the server: nobody has chosen one, which an empty text says. */
export const letLanguagesBeChosen: Migration = {
  name: '0005-let-languages-be-chosen',
  up: async ({ tx }) => {
    await tx.updateTable('openwisp_users_user').set({ language: '' }).execute();
  },
};
