import { describe, expect, it } from 'vitest';
import type { ControllerReply } from './controller-reply.ts';
import { parseRegistrationReply } from './registration-reply.ts';

const uuid = '5f1c2a3b4c5d4e6f8a9b0c1d2e3f4a5b';
const key = 'dbd7bd4f0a09ced16974e7a54ca62c66';
const good = `registration-result: success\nuuid: ${uuid}\nkey: ${key}\nhostname: ap-1\nis-new: 0\n`;

function reply(body: string, headers: ControllerReply['headers'] = []): ControllerReply {
  return { status: 201, statusText: 'Created', headers, body: Buffer.from(body) };
}

describe('parseRegistrationReply', () => {
  it('reads the five lines', () => {
    expect(parseRegistrationReply(reply(good), 'own')).toEqual({
      ok: true,
      value: { credentials: { id: uuid, key }, hostname: 'ap-1', isNew: false },
    });
  });

  it('fills in what is missing as the agent does', () => {
    expect(parseRegistrationReply(reply(`uuid: ${uuid}\nkey: ${key}\n`), 'own')).toMatchObject({
      ok: true,
      value: { hostname: 'own', isNew: true },
    });
  });

  it.each([
    ['carriage returns', good.replaceAll('\n', '\r\n'), [], /CR LF/],
    ['a header that looks like the uuid', good, [['x-request-uuid', 'abc']], /2 lines contain "uuid: "/],
    ['a header that looks like the key', good, [['Idempotency-key', 'abc']], /2 lines contain "key: "/],
    ['no uuid', `key: ${key}\n`, [], /uuid is undefined/],
    ['a uuid that would change a path', `uuid: ../../x\nkey: ${key}\n`, [], /uuid is/],
    ['an upper-case uuid', good.replace(uuid, uuid.toUpperCase()), [], /uuid is/],
    ['no key', `uuid: ${uuid}\n`, [], /key is missing/],
    ['a key that would change a query', good.replace(key, 'a&b=c'), [], /key is missing/],
  ] as [string, string, [string, string][], RegExp][])('refuses %s', (_, body, headers, reason) => {
    const result = parseRegistrationReply(reply(body, headers), 'own');
    expect(result).toMatchObject({ ok: false, error: { kind: 'malformed-reply' } });
    expect(!result.ok && result.error.kind === 'malformed-reply' && result.error.reason).toMatch(reason);
  });

  it('is not confused by headers in another case', () => {
    expect(parseRegistrationReply(reply(good, [['X-Request-UUID', 'abc']]), 'own').ok).toBe(true);
  });
});
