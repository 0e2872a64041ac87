import { createSecretBox, type SecretBox } from '../crypto/secret-box.ts';
import { parseSecretKeys } from '../crypto/secret-keys.ts';

/** A box with a key that everybody knows. */
export const testSecrets: SecretBox = createSecretBox(parseSecretKeys('ab'.repeat(32), 'test'));
