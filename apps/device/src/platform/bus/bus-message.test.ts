import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeCall, messageLength } from './bus-message.ts';
import { parseSignature } from './parse-signature.ts';

describe('a message', () => {
  const call = {
    serial: 7,
    destination: 'org.bluez',
    path: '/org/bluez',
    interface: 'org.bluez.Adapter1',
    member: 'Go',
    signature: 'sas',
    args: ['a', ['b', 'c']],
  };

  it('is read as it was written', () => {
    const bytes = encodeCall(call);
    expect(messageLength(bytes)).toBe(bytes.length);
    expect(messageLength(bytes.subarray(0, 15))).toBeUndefined();
    expect(decodeMessage(bytes)).toEqual({
      kind: 'call',
      path: '/org/bluez',
      interface: 'org.bluez.Adapter1',
      member: 'Go',
      errorName: '',
      replyTo: 0,
      body: ['a', ['b', 'c']],
    });
  });

  it('may come from a big-endian program', () => {
    // A reply to call 3 with the text "ok", written by hand after the specification.
    const bytes = Buffer.from(
      ['42020001', '00000007', '00000001', '0000000f', '05017500', '00000003', '08016700', '01730000']
        .concat(['00000002', '6f6b00'])
        .join(''),
      'hex',
    );
    expect(messageLength(bytes)).toBe(bytes.length);
    expect(decodeMessage(bytes)).toMatchObject({ kind: 'reply', replyTo: 3, body: ['ok'] });
  });

  it.each([20, 60, 90])('that was cut after %i bytes is refused', (length) => {
    expect(() => decodeMessage(encodeCall(call).subarray(0, length))).toThrow();
  });
});

describe('a signature', () => {
  it.each(['a', '(', '()', ')', '{sv}', 'a{s}', 'a{sv', 'z', 's'.repeat(256), `${'a'.repeat(80)}s`])(
    'is not %s',
    (text) => {
      expect(() => parseSignature(text)).toThrow(TypeError);
    },
  );

  it('is understood', () => {
    expect(parseSignature('a{s(iv)}u')).toEqual([
      {
        code: 'array',
        item: {
          code: 'entry',
          key: { code: 's' },
          value: { code: 'struct', fields: [{ code: 'i' }, { code: 'v' }] },
        },
      },
      { code: 'u' },
    ]);
  });
});
