import { maskUrl } from '@netloom/server-kit';

/** Stands for a secret. */
export const masked = '***';
/** Stands for a secret that is another one than before. */
export const maskedAndChanged = '*** (changed)';

/** Names of values that are secrets wherever they lie, without `_` and `-`, in lower case. */
const secretName =
  /^(key\d?|pin|pincode|otp|community)$|(password\d?|passwd|passphrase|passcode|secret|(secret|private|preshared|shared|api|access|auth|signing|encryption|wep)key\d?|psk|token|pwd|credentials?)$/;

/** A word of its own: a bypass is none. */
const passName = /(^|[_-])pass$|[a-z\d]Pass$/;

const isSecretName = (name: string): boolean =>
  passName.test(name) || secretName.test(name.toLowerCase().replaceAll(/[_-]/g, ''));

/** Private keys are recognised also inside other texts, such as the contents of a file. */
const privateKeyText = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

/** Addresses may carry secrets as parameters. */
const address = /^[a-z][a-z\d+.-]*:\/\//i;

/** Documents that nest deeper than this, in levels, are cut: no configuration does. */
const deepest = 64;

type Document = Readonly<Record<string, unknown>>;

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** That there is no secret is no secret, and neither is a switch that is named like one. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || typeof value === 'boolean';

/**
 * Hides the secrets of an object as it was and as it is, at any depth: those with a well-known name, private keys in
 * PEM, and the fields in `secretFields`. Where a secret changed, the later one says so. Both sides are plain JSON.
 */
export const maskChange = (
  change: { before: Document | null; after: Document | null },
  secretFields: ReadonlySet<string> = new Set(),
): { before: Document | null; after: Document | null } => {
  const { before, after } = change;
  return {
    before: before && maskDocument(before, undefined, 0, secretFields),
    after: after && maskDocument(after, before ?? undefined, 0, secretFields),
  };
};

const maskDocument = (
  document: Document,
  earlier: unknown,
  depth: number,
  secretFields?: ReadonlySet<string>,
): Document => {
  const before = isDocument(earlier) ? earlier : undefined;
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => {
      const was = before && Object.hasOwn(before, name) ? before[name] : undefined;
      const isSecret = secretFields?.has(name) || isSecretName(name);
      return [name, isSecret ? maskValue(value, before && { was }) : maskInside(value, was, depth + 1)];
    }),
  );
};

const maskInside = (value: unknown, was: unknown, depth: number): unknown => {
  if (typeof value === 'object' && value !== null && depth > deepest) return '[nested too deeply]';
  if (Array.isArray(value)) {
    const before = Array.isArray(was) ? (was as unknown[]) : [];
    return value.map((item: unknown, index) => maskInside(item, before[index], depth + 1));
  }
  if (isDocument(value)) return maskDocument(value, was, depth);
  if (typeof value !== 'string') return value;
  if (privateKeyText.test(value)) return maskValue(value, was === undefined ? undefined : { was });
  return address.test(value) ? maskUrl(value) : value;
};

/** `earlier` is absent when there was no object to compare with. */
const maskValue = (value: unknown, earlier: { was: unknown } | undefined): unknown => {
  if (isEmpty(value)) return value;
  // What is masked already stays as it is.
  if (value === masked || value === maskedAndChanged) return value;
  return earlier === undefined || JSON.stringify(value) === JSON.stringify(earlier.was)
    ? masked
    : maskedAndChanged;
};
