import { SecretBoxError, type SecretBox } from '@netloom/server-kit';

type Document = Readonly<Record<string, unknown>>;

/** What an entry says of an object as it was and as it became. Well-known secrets in it are masked. */
export interface EntryDocuments {
  before: Document | null;
  after: Document | null;
}

/** What binds the documents to their entry. */
const seal = (sequence: number): string => `audit_entry.documents:${sequence}`;

/** Variables of any name may hold a secret that no mask knows, hence documents lie sealed. Empty when there are none. */
export const sealEntryDocuments = (
  secrets: SecretBox,
  sequence: number,
  { before, after }: EntryDocuments,
): string =>
  before === null && after === null ? '' : secrets.seal(JSON.stringify({ before, after }), seal(sequence));

/** Undefined when they were changed, belong to another entry, or the key that they are sealed with is gone. */
export const openEntryDocuments = (
  secrets: SecretBox,
  sequence: number,
  sealed: string,
): EntryDocuments | undefined => {
  if (sealed === '') return { before: null, after: null };
  try {
    return JSON.parse(secrets.open(sealed, seal(sequence))) as EntryDocuments;
  } catch (error) {
    if (error instanceof SecretBoxError) return undefined;
    throw error;
  }
};
