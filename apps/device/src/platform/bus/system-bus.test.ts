import { createLogger } from '@netloom/server-kit';
import { waitFor } from '@netloom/server-kit/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  hasPrivateBus,
  mockInterface,
  startPrivateBus,
  type PrivateBus,
} from '../../testing/start-private-bus.ts';
import { createSystemBus, type BusSignal, type BusTarget, type SystemBus } from './system-bus.ts';

const log = createLogger({ level: 'silent' });
const echo: BusTarget = { service: 'org.netloom.Echo', path: '/echo', interface: 'org.netloom.Echo' };
const mock: BusTarget = { ...echo, interface: mockInterface };

/** Puts the echo on the bus: methods that answer what they get, properties, signals. */
const addEcho = async (bus: PrivateBus): Promise<void> => {
  await bus.mockObject(echo);
  const add = (name: string, takes: string, gives: string, code: string) =>
    bus.client.call(mock, 'AddMethod', 'sssss', ['', name, takes, gives, code]);
  for (const [name, signature] of Object.entries(echoes))
    await add(name, signature, signature, 'ret = args[0]');
  await add('Nothing', '', '', '');
  await add(
    'Refuse',
    '',
    '',
    'raise dbus.exceptions.DBusException("not today", name="org.netloom.Error.No")',
  );
  await add('Sleep', '', '', 'import time; time.sleep(20)');
  await bus.client.call(mock, 'AddProperties', 'sa{sv}', [
    echo.interface,
    {
      Name: { signature: 's', value: 'box' },
      Volume: { signature: 'u', value: 11 },
      Bytes: { signature: 'ay', value: new Uint8Array([1, 2, 255]) },
      Deep: {
        signature: 'a{sv}',
        value: { inner: { signature: 'v', value: { signature: 'i', value: -1 } } },
      },
    },
  ]);
};

const echoes = {
  Text: 's',
  Byte: 'y',
  Truth: 'b',
  Int16: 'n',
  Uint16: 'q',
  Int32: 'i',
  Uint32: 'u',
  Int64: 'x',
  Uint64: 't',
  Double: 'd',
  Path: 'o',
  Signature: 'g',
  Bytes: 'ay',
  Texts: 'as',
  Struct: '(sy(iu)as)',
  Dictionary: 'a{sa{sv}}',
  Longs: 'ax',
} as const;

const emit = (bus: PrivateBus, name: string, text: string) =>
  bus.client.call(mock, 'EmitSignal', 'sssav', [
    echo.interface,
    name,
    's',
    [{ signature: 's', value: text }],
  ]);

describe.skipIf(!hasPrivateBus())('a bus that is there', () => {
  let bus: PrivateBus;
  let client: SystemBus;
  beforeAll(async () => {
    bus = await startPrivateBus();
    await addEcho(bus);
    client = createSystemBus({ address: bus.address, log });
  });
  afterAll(async () => {
    client?.close();
    await bus?.stop();
  });

  it.each<[keyof typeof echoes, unknown]>([
    ['Text', 'Grüße, 世界 🛜'],
    ['Text', ''],
    ['Text', 'x'.repeat(3_000_000)],
    ['Byte', 255],
    ['Truth', true],
    ['Truth', false],
    ['Int16', -32_768],
    ['Uint16', 65_535],
    ['Int32', -2_147_483_648],
    ['Uint32', 4_294_967_295],
    ['Int64', -9_223_372_036_854_775_808n],
    ['Uint64', 18_446_744_073_709_551_615n],
    ['Double', -0.1],
    ['Path', '/org/bluez/hci0'],
    ['Path', '/'],
    ['Signature', 'a{sv}(ii)'],
    ['Bytes', new Uint8Array([0, 1, 254, 255])],
    ['Bytes', new Uint8Array()],
    ['Texts', ['a', '', 'ccc']],
    ['Texts', []],
    ['Longs', [1n, -2n]],
    ['Longs', []],
    ['Struct', ['name', 7, [-1, 1], ['x', 'y']]],
    ['Dictionary', {}],
  ])('carries %s', async (method, value) => {
    expect(await client.call(echo, method, echoes[method], [value])).toEqual([value]);
  });

  it('wraps and unwraps variants at any depth', async () => {
    const value = {
      one: { text: { signature: 's', value: 'a' }, list: { signature: 'ai', value: [1, 2] } },
      two: { deep: { signature: 'a{sv}', value: { byte: { signature: 'y', value: 9 } } } },
    };
    expect(await client.call(echo, 'Dictionary', 'a{sa{sv}}', [value])).toEqual([
      { one: { text: 'a', list: [1, 2] }, two: { deep: { byte: 9 } } },
    ]);
    expect(await client.call(echo, 'Nothing')).toEqual([]);
  });

  it('reads and writes properties', async () => {
    expect(await client.get(echo, 'Volume')).toBe(11);
    await client.set(echo, 'Volume', 'u', 3);
    expect(await client.getAll(echo)).toEqual({
      Name: 'box',
      Volume: 3,
      Bytes: new Uint8Array([1, 2, 255]),
      Deep: { inner: -1 },
    });
    await expect(client.get(echo, 'Missing')).rejects.toMatchObject({ name: 'BusError' });
  });

  it('tells errors by their names', async () => {
    await expect(client.call(echo, 'Refuse')).rejects.toMatchObject({
      busName: 'org.netloom.Error.No',
      message: 'not today',
    });
    await expect(client.call(echo, 'Unknown')).rejects.toMatchObject({
      busName: 'org.freedesktop.DBus.Error.UnknownMethod',
    });
    await expect(client.call({ ...echo, service: 'org.netloom.Nobody' }, 'X')).rejects.toMatchObject({
      busName: 'org.freedesktop.DBus.Error.ServiceUnknown',
    });
  });

  it.each<[string, BusTarget, string, string, unknown[]]>([
    ['a path', { ...echo, path: '/no//path' }, 'Text', 's', ['x']],
    ['a service', { ...echo, service: 'no service' }, 'Text', 's', ['x']],
    ['an interface', { ...echo, interface: 'none' }, 'Text', 's', ['x']],
    ['a method', echo, 'Text;', 's', ['x']],
    ['a zero byte', echo, 'Text', 's', ['a\0b']],
    ['a number for a text', echo, 'Text', 's', [1]],
    ['too large a number', echo, 'Byte', 'y', [256]],
    ['too large a number of 64 bits', echo, 'Int64', 'x', [2n ** 63n]],
    ['too few arguments', echo, 'Text', 's', []],
    ['a broken signature', echo, 'Text', 'a', ['x']],
    ['a variant without a type', echo, 'Dictionary', 'a{sa{sv}}', [{ a: { b: 'c' } }]],
  ])(
    'does not send %s that is not allowed, and keeps the connection',
    async (_what, target, method, signature, args) => {
      await expect(client.call(target, method, signature, args)).rejects.toMatchObject({
        busName: 'org.freedesktop.DBus.Error.InvalidArgs',
      });
      expect(await client.call(echo, 'Text', 's', ['still here'])).toEqual(['still here']);
    },
  );

  it('gives each of many calls at the same time its own answer', async () => {
    const texts = Array.from({ length: 300 }, (_, number) => `${number} ${'y'.repeat(number * 37)}`);
    const answers = await Promise.all(texts.map((text) => client.call(echo, 'Text', 's', [text])));
    expect(answers.flat()).toEqual(texts);
  });

  it('connects once for calls that come together', async () => {
    const fresh = createSystemBus({ address: bus.address, log });
    const daemon = { service: 'org.freedesktop.DBus', path: '/', interface: 'org.freedesktop.DBus' };
    const names = async () => ((await bus.client.call(daemon, 'ListNames'))[0] as string[]).length;
    const before = await names();
    await Promise.all(Array.from({ length: 20 }, () => fresh.call(echo, 'Nothing')));
    expect(await names()).toBe(before + 1);
    fresh.close();
    await waitFor('the connection is gone', async () => (await names()) === before);
    await expect(fresh.call(echo, 'Nothing')).rejects.toMatchObject({ busName: 'unreachable' });
  });

  it('hears the signals that fit, until it is told to stop', async () => {
    const all: BusSignal[] = [];
    const some: BusSignal[] = [];
    const none: BusSignal[] = [];
    const ends = [
      await client.listen(`interface='${echo.interface}'`, (signal) => all.push(signal)),
      await client.listen(`interface='${echo.interface}',member='Changed',path_namespace='/echo'`, (signal) =>
        some.push(signal),
      ),
      await client.listen(`interface='${echo.interface}',path='/elsewhere'`, (signal) => none.push(signal)),
      await client.listen(`interface='${echo.interface}'`, () => {
        throw new Error('a listener that fails');
      }),
    ];
    await emit(bus, 'Changed', 'a');
    await emit(bus, 'Other', 'b');
    await waitFor('both signals', () => all.length === 2);
    expect(all).toEqual([
      { path: '/echo', interface: echo.interface, member: 'Changed', args: ['a'] },
      { path: '/echo', interface: echo.interface, member: 'Other', args: ['b'] },
    ]);
    expect(some).toEqual([all[0]]);
    expect(none).toEqual([]);

    await ends[0]?.();
    await emit(bus, 'Changed', 'c');
    await waitFor('the signal for the one that goes on', () => some.length === 2);
    expect(all).toHaveLength(2);
    for (const end of ends) await end();
    await emit(bus, 'Changed', 'd');
    await client.call(echo, 'Nothing');
    expect(some).toHaveLength(2);
  });

  it('refuses a rule that is none', async () => {
    await expect(client.listen(`colour='red'`, () => {})).rejects.toMatchObject({
      busName: 'org.freedesktop.DBus.Error.MatchRuleInvalid',
    });
  });
});

describe.skipIf(!hasPrivateBus())('a bus that goes away and comes back', () => {
  let bus: PrivateBus;
  let client: SystemBus;
  beforeEach(async () => {
    bus = await startPrivateBus();
    await addEcho(bus);
    client = createSystemBus({ address: bus.address, log });
  });
  afterEach(async () => {
    client?.close();
    await bus?.stop();
  });

  it('fails the calls that wait, and works again at the next call', async () => {
    const sleeping = client.call(echo, 'Sleep');
    const failed = expect(sleeping).rejects.toMatchObject({ busName: 'unreachable' });
    await client.call(
      { service: 'org.freedesktop.DBus', path: '/', interface: 'org.freedesktop.DBus' },
      'GetId',
    );
    await bus.breakDown();
    await failed;
    await expect(client.call(echo, 'Nothing')).rejects.toMatchObject({ busName: 'unreachable' });
    await bus.comeBack();
    await addEcho(bus);
    expect(await client.call(echo, 'Text', 's', ['again'])).toEqual(['again']);
  });

  it('hears signals again without a call', async () => {
    const heard: unknown[] = [];
    await client.listen(`interface='${echo.interface}'`, ({ args }) => heard.push(...args));
    await emit(bus, 'Changed', 'before');
    await waitFor('the first signal', () => heard.length === 1);
    await bus.breakDown();
    await bus.comeBack();
    await addEcho(bus);
    await waitFor('a signal after the return', async () => {
      await emit(bus, 'Changed', 'after');
      return heard.includes('after');
    });
  });

  it('loses no caller when a service goes away', async () => {
    const ownEcho = { ...echo, service: 'org.netloom.Second' };
    const end = await bus.mockObject(ownEcho);
    await bus.client.call({ ...mock, service: ownEcho.service }, 'AddMethod', 'sssss', [
      '',
      'Sleep',
      '',
      '',
      'import os; os._exit(1)',
    ]);
    await expect(client.call(ownEcho, 'Sleep')).rejects.toMatchObject({
      busName: 'org.freedesktop.DBus.Error.NoReply',
    });
    await end();
  });
});
