import type { Clock } from '../../platform/app-context.ts';
import type { Caller } from '../../platform/caller.ts';
import type { Restriction } from './restrictions.ts';

/** What a valid credential (token or session) gives. */
export interface Access {
  caller: Caller;
  /** Something must be done before anything else may be. */
  restriction?: Restriction;
  /** Only for tokens with a name. */
  apiToken?: { id: string; expires: Date | null; lastUsed: Date | null };
  /** Only for sessions. */
  session?: { idDigest: string; csrfToken: string; lastUsed: Date; expires: Date };
}

/**
 * Remembers for a few seconds what a credential gives, so that a client that asks often costs no statements. Changes
 * made in this process (and, with Redis, in the others) are heard as events and take effect at once; what somebody
 * else writes into the database, such as the command line, takes effect when the few seconds are over.
 */
export interface AccessCache {
  /** What the credential gives, remembered or loaded. Undefined is not remembered. `digest` names the credential. */
  get(digest: string, load: () => Promise<Access | undefined>): Promise<Access | undefined>;
  forgetUser(userId: string): void;
  forgetEverything(): void;
}

interface Entry {
  answer: Promise<Access | undefined>;
  until: number;
  /** Unknown while the answer is being loaded. */
  userId?: string;
}

export const createAccessCache = (
  clock: Clock,
  { ttlMs = 5000, capacity = 10_000 }: { ttlMs?: number; capacity?: number } = {},
): AccessCache => {
  const entries = new Map<string, Entry>();

  const remember = (digest: string, load: () => Promise<Access | undefined>): Promise<Access | undefined> => {
    const entry: Entry = { answer: load(), until: clock().getTime() + ttlMs };
    entries.delete(digest);
    entries.set(digest, entry);
    if (entries.size > capacity) entries.delete(entries.keys().next().value ?? '');
    const drop = (): void => {
      if (entries.get(digest) === entry) entries.delete(digest);
    };
    entry.answer.then((access) => {
      if (access) entry.userId = access.caller.userId;
      else drop();
    }, drop);
    return entry.answer;
  };

  return {
    get: (digest, load) => {
      const known = entries.get(digest);
      return known && known.until > clock().getTime() ? known.answer : remember(digest, load);
    },
    forgetUser: (userId) => {
      for (const [digest, entry] of entries) {
        // What is being loaded may have been read before the change: it still answers, but is not remembered.
        if (entry.userId === undefined || entry.userId === userId) entries.delete(digest);
      }
    },
    forgetEverything: () => entries.clear(),
  };
};
