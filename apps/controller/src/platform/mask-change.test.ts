import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskChange } from './mask-change.ts';

const after = (document: Record<string, unknown>) => maskChange({ before: null, after: document }).after;

describe('the secrets of a change', () => {
  it.each([
    'password',
    'key',
    'key1',
    'shared_secret',
    'token',
    'private_key',
    'privateKey',
    'secret',
    'wpa-passphrase',
    'preshared_key',
    'api_key',
    'sae_password',
    'wifi_pass',
    'adminPass',
    'secret_key',
    'encryption-key',
    'wepkey1',
    'community',
  ])('%s is masked at any depth', (name) => {
    expect(after({ [name]: 'geheim', config: { list: [{ [name]: 'geheim' }] } })).toEqual({
      [name]: '***',
      config: { list: [{ [name]: '***' }] },
    });
  });

  it.each([
    'public_key',
    'keyword',
    'key_id',
    'secretary',
    'password_updated',
    'tokens',
    'name',
    'bypass',
    'compass',
  ])('%s is none', (name) => expect(after({ [name]: 'known' })).toEqual({ [name]: 'known' }));

  it('are masked whole, whatever they are, but for nothing and switches', () => {
    expect(after({ secret: { deep: ['geheim'] }, token: 7, key: '', password: null })).toEqual({
      secret: '***',
      token: '***',
      key: '',
      password: null,
    });
    expect(after({ token: false })).toEqual({ token: false });
  });

  it('are found in the contents of files', () => {
    const pem = 'x\n-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n';
    expect(after({ files: [{ path: '/etc/key.pem', contents: pem }] })).toEqual({
      files: [{ path: '/etc/key.pem', contents: '***' }],
    });
  });

  it('are found in the parameters of addresses', () => {
    expect(after({ url: 'https://x.example/hook?token=geheim&a=1', note: 'no address?token=1' })).toEqual({
      url: 'https://x.example/hook?token=***&a=1',
      note: 'no address?token=1',
    });
  });

  it('say where they changed, deep inside too', () => {
    const change = maskChange({
      before: { key: 'a', token: 'same', config: { wifi: [{ ssid: 'x', key: 'old' }, { key: 'kept' }] } },
      after: { key: 'b', token: 'same', config: { wifi: [{ ssid: 'y', key: 'new' }, { key: 'kept' }] } },
    });
    expect(change).toEqual({
      before: { key: '***', token: '***', config: { wifi: [{ ssid: 'x', key: '***' }, { key: '***' }] } },
      after: {
        key: '*** (changed)',
        token: '***',
        config: { wifi: [{ ssid: 'y', key: '*** (changed)' }, { key: '***' }] },
      },
    });
  });

  it('may be declared by name, at the top only', () => {
    const change = maskChange(
      { before: { motto: 'a', other: { motto: 'a' } }, after: { motto: 'b', other: { motto: 'b' } } },
      new Set(['motto']),
    );
    expect(change.before).toEqual({ motto: '***', other: { motto: 'a' } });
    expect(change.after).toEqual({ motto: '*** (changed)', other: { motto: 'b' } });
  });

  it('do not hide behind depth', () => {
    let deep: unknown = { password: 'geheim' };
    for (let level = 0; level < 3000; level++) deep = level % 2 ? [deep] : { deep };
    expect(JSON.stringify(after({ config: deep }))).not.toContain('geheim');
  });

  it('never come through, and masking twice is masking once', () => {
    const names = fc.constantFrom('password', 'key', 'x', 'y', 'privateKey');
    const { document } = fc.letrec((tie) => ({
      document: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      value: fc.oneof(
        { maxDepth: 4 },
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('document'),
      ),
    }));
    const secretValues = (value: unknown, isSecret = false): unknown[] => {
      if (typeof value === 'object' && value !== null)
        return Object.entries(value).flatMap(([name, inner]) =>
          secretValues(inner, isSecret || ['password', 'key', 'privateKey'].includes(name)),
        );
      return isSecret ? [value] : [];
    };
    fc.assert(
      fc.property(document, document, (one, other) => {
        const before = one as Record<string, unknown>;
        const change = maskChange({ before, after: other as Record<string, unknown> });
        for (const value of secretValues(change))
          expect([null, true, false, '***', '*** (changed)']).toContain(value);
        expect(maskChange(change)).toEqual(change);
      }),
    );
  });
});
