import type { Tables } from '@netloom/server-kit';
import type { Transaction } from 'kysely';

/** Something that the first start made up and nobody can read again. */
export interface FirstValue {
  /** `password` */
  name: string;
  value: string;
  /** What it is for. */
  note?: string;
}

/** What the first start made: printed once. */
export interface FirstStart {
  values: readonly FirstValue[];
  /** What to do after the first login: `choose "Add a device"`. */
  nextSteps: readonly string[];
}

/**
 * What a module adds to the first organization, in the transaction that makes the first accounts: either all of it is
 * there and its values are printed, or none, and the next start is the first one again.
 */
export type FirstStartStep = (tx: Transaction<Tables>, organizationId: string) => Promise<FirstStart>;
