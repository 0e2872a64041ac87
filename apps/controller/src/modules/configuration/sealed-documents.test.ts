import { SecretBoxError } from '@netloom/server-kit';
import { testSecrets as secrets } from '@netloom/server-kit/testing';
import { expect, test } from 'vitest';
import { openDocument, openDocuments, sealDocuments } from './sealed-documents.ts';

test('a document comes back as it was, its keys in their order', () => {
  const config = { z: [{ passphrase: 'täglich' }], a: { nested: null } };
  const sealed = sealDocuments(secrets, 'config_config', 'one', { config, context: {} });
  expect(sealed.config_sealed).not.toContain('passphrase');
  expect(sealed.context_sealed).toBe('');
  const row = openDocuments(secrets, 'config_config', 'one', { version: 3, ...sealed });
  expect(JSON.stringify(row)).toBe(JSON.stringify({ version: 3, config, context: {} }));
});

test('what is absent stays absent', () => {
  const { context_sealed } = sealDocuments(secrets, 'config_devicegroup', 'one', { context: { a: 1 } });
  expect(openDocuments(secrets, 'config_devicegroup', 'one', { context_sealed })).toEqual({
    context: { a: 1 },
  });
  expect(openDocuments(secrets, 'config_devicegroup', 'one', { name: 'x' })).toEqual({ name: 'x' });
});

test('a document that was copied to another place does not open there', () => {
  const { config_sealed: sealed } = sealDocuments(secrets, 'config_config', 'one', { config: { a: 1 } });
  const open = (...[table, name, id]: ['config_config' | 'config_template', 'config' | 'context', string]) =>
    openDocument(secrets, table, name, id, sealed);
  expect(open('config_config', 'config', 'one')).toEqual({ a: 1 });
  expect(() => open('config_config', 'config', 'two')).toThrow(SecretBoxError);
  expect(() => open('config_config', 'context', 'one')).toThrow(SecretBoxError);
  expect(() => open('config_template', 'config', 'one')).toThrow(SecretBoxError);
});
