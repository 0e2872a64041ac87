import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordCommands } from '../../../testing/record-commands.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';

const fixed = { family: 'inet', local: '198.51.100.10', prefixlen: 24 };

describe('a VLAN that cannot be', () => {
  let device: TestDevice;
  const { ran, run } = recordCommands(() => '[]');
  beforeAll(async () => {
    device = await startTestDevice({}, { run });
  });
  afterAll(() => device.stop());
  beforeEach(() => void (ran.length = 0));

  const post = (body: unknown, path = '/network/ethernet/eth0/vlan/20') => device.call('POST', path, body);

  it.each(['0', '4095', 'twenty', '-1', '20%3Breboot'])('changes nothing for the id %s', async (id) => {
    for (const method of ['POST', 'DELETE']) {
      const { status, body } = await device.call(
        method,
        `/network/ethernet/eth0/vlan/${id}`,
        method === 'POST' ? [] : undefined,
      );
      expect(status).toBe(422);
      expect(body).toMatchObject({ detail: [{ loc: ['path', 'vlan'], input: decodeURIComponent(id) }] });
    }
    expect(ran).toEqual([]);
  });

  it('refuses names that the kernel would not take', async () => {
    const { status, body } = await post([], '/network/ethernet/wlx012345678/vlan/20');
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: true });
    const long = await post([], '/network/ethernet/wlx0123456789/vlan/20');
    expect(long.status).toBe(422);
    expect(long.body).toMatchObject({ detail: [{ type: 'value_error', loc: ['path', 'vlan'] }] });
    const strange = await post([], '/network/ethernet/eth0%7Cid/vlan/20');
    expect(strange.status).toBe(422);
    expect(strange.body).toMatchObject({ detail: [{ loc: ['path', 'interface'] }] });
  });

  it('names the missing part of an address', async () => {
    const { status, body } = await post([{ family: 'inet' }]);
    expect(status).toBe(422);
    expect(body).toEqual({
      detail: [
        {
          type: 'value_error',
          loc: ['body', 0],
          msg: 'Value error, prefixlen required unless dynamic is True',
          input: { family: 'inet' },
          ctx: { error: {} },
        },
      ],
    });
  });

  it.each<[string, unknown, (string | number)[]]>([
    ['no body', undefined, ['body']],
    ['an object', {}, ['body']],
    ['a number', [1], ['body', 0]],
    ['no family', [{ local: '192.0.2.1', prefixlen: 24 }], ['body', 0, 'family']],
    ['no local', [{ family: 'inet', prefixlen: 24 }], ['body', 0]],
    ['a name', [{ ...fixed, local: 'localhost' }], ['body', 0, 'local']],
    ['an option', [{ ...fixed, local: '-4' }], ['body', 0, 'local']],
    ['another family', [{ ...fixed, family: 'inet6' }], ['body', 0, 'local']],
    ['a zone', [{ family: 'inet6', local: 'fe80::1%eth0', prefixlen: 64 }], ['body', 0, 'local']],
    ['a long prefix', [{ ...fixed, prefixlen: 33 }], ['body', 0, 'prefixlen']],
    ['a longer prefix', [{ ...fixed, prefixlen: 129 }], ['body', 0, 'prefixlen']],
    ['a prefix in words', [{ ...fixed, prefixlen: 'all' }], ['body', 0, 'prefixlen']],
    ['another broadcast', [{ ...fixed, broadcast: '2001:db8::' }], ['body', 0, 'broadcast']],
    ['no broadcast', [{ ...fixed, broadcast: 'dev' }], ['body', 0, 'broadcast']],
    ['another anycast', [{ ...fixed, anycast: '2001:db8::' }], ['body', 0, 'anycast']],
    ['a scope', [{ ...fixed, scope: 'world' }], ['body', 0, 'scope']],
    ['a scope of 256', [{ ...fixed, scope: 256 }], ['body', 0, 'scope']],
    ['a list of scopes', [{ ...fixed, scope: ['link'] }], ['body', 0, 'scope']],
    ['a past life', [{ ...fixed, valid_life_time: -1 }], ['body', 0, 'valid_life_time']],
    [
      'a preferred life that is longer',
      [{ ...fixed, valid_life_time: 60, preferred_life_time: 61 }],
      ['body', 0, 'preferred_life_time'],
    ],
    ['the same twice', [fixed, fixed], ['body', 1, 'local']],
    ['a strange family', [{ family: 'inet; id', dynamic: true }], ['body', 0, 'family']],
    [
      'too many',
      Array.from({ length: 65 }, (_none, at) => ({ ...fixed, local: `198.51.100.${at}` })),
      ['body'],
    ],
  ])('refuses %s, and changes nothing', async (_what, body, loc) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ detail: [{ loc }] });
    expect(ran).toEqual([]);
  });
});
