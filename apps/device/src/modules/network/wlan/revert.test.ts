import { rm } from 'node:fs/promises';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordCommands } from '../../../testing/record-commands.ts';
import { canMakeNamespaces, makeNamespace, type TestNamespace } from '../../../testing/network-namespace.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';
import { writeProgram } from '../../../testing/write-program.ts';

const path = '/network/wlan/revert';

describe.skipIf(!canMakeNamespaces())('bringing back an interface', () => {
  // `ip … netns 1` means the namespace of process 1, so the interface really goes to the machine's own.
  const name = `nlr${process.pid % 100_000}`;
  let namespace: TestNamespace;
  let root: TestNamespace;
  let folder: string;
  let device: TestDevice;
  beforeAll(async () => {
    folder = makeTemporaryFolder('revert');
    root = await makeNamespace();
    const iw = writeProgram(
      folder,
      'iw',
      `case "$*" in
dev) [ ! -e ${folder}/wireless ] && exec ip link show wlan-none; printf 'phy#0\\n\\tInterface ${name}\\n';;
"phy phy0 set netns 1") ip link set ${name} netns 1;;
esac`,
    );
    device = await startTestDevice({ NETLOOM_PROGRAM_IW: iw });
  });
  afterAll(async () => {
    await device.stop();
    await root.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const revert = async (body: unknown) => {
    const answer = await device.call('POST', path, body);
    return { status: answer.status, body: answer.body };
  };
  /** An interface in a namespace of its own, whose other end is in a third one. */
  const moveAway = async () => {
    namespace = await makeNamespace();
    await root.exec(`ip link add ${name} type veth peer name other`);
    await root.exec(`ip link set ${name} netns ${namespace.name}`);
  };
  const namespaces = async () => root.exec('ip netns list');
  const backHere = async () => {
    const { run } = device.context;
    const { stdout } = await run(['ip', '-br', 'link', 'show', name]);
    return stdout.startsWith(name);
  };
  const tidy = () => root.exec('ip link delete other');

  it('moves it and removes the namespace', async () => {
    await moveAway();
    expect(await revert({ iface: name, namespace: namespace.name })).toEqual({
      status: 200,
      body: { success: true, message: `${name} reverted to root from ${namespace.name}` },
    });
    expect(await backHere()).toBe(true);
    expect(await namespaces()).not.toContain(namespace.name);
    await tidy();
  });

  it('moves a wireless one by its radio, and may leave the namespace', async () => {
    await moveAway();
    writeProgram(folder, 'wireless', '');
    expect(await revert({ iface: name, namespace: namespace.name, delete_namespace: false })).toEqual({
      status: 200,
      body: { success: true, message: `${name} and phy0 reverted to root from ${namespace.name}` },
    });
    expect(await backHere()).toBe(true);
    expect(await namespaces()).toContain(namespace.name);
    await namespace.remove();
    await tidy();
  });

  it('knows neither a namespace nor an interface that does not exist', async () => {
    namespace = await makeNamespace();
    const unknown = await revert({ iface: name, namespace: `${namespace.name}x` });
    expect(unknown.status).toBe(400);
    expect(unknown.body).toMatch(/^Namespace unknown : .*No such file or directory/);
    expect(await revert({ iface: 'wlan9', namespace: namespace.name })).toEqual({
      status: 400,
      body: `Interface unknown : wlan9 is not in ${namespace.name}`,
    });
    expect(await namespaces()).toContain(namespace.name);
    await namespace.remove();
  });
});

describe('bringing back an interface, by what is run', () => {
  const { ran, failing, run } = recordCommands((line) => {
    if (line.endsWith('link show')) return '[{"ifname":"wlan0"}]';
    return line.endsWith('iw dev') ? 'phy#0\n\tInterface wlan0\n' : '';
  });
  let device: TestDevice;
  beforeAll(async () => {
    device = await startTestDevice({}, { run });
  });
  afterAll(() => device.stop());

  it.each([
    [/set netns 1/, 'ip netns exec lab iw phy phy0 set netns 1'],
    [/netns delete/, 'ip netns delete lab'],
  ])('tells when %s fails', async (pattern, last) => {
    ran.length = 0;
    failing.clear();
    failing.set(pattern, 'busy');
    const { status, body } = await device.call('POST', path, { iface: 'wlan0', namespace: 'lab' });
    expect({ status, body }).toEqual({
      status: 500,
      body: 'Failed to revert wlan0 from lab: busy (exit code 2)',
    });
    expect(ran.at(-1)).toBe(last);
  });

  it.each<[string, unknown, (string | number)[]]>([
    ['no body', undefined, ['body']],
    ['no iface', { namespace: 'lab' }, ['body', 'iface']],
    ['a bad iface', { iface: '-br', namespace: 'lab' }, ['body', 'iface']],
    ['no namespace', { iface: 'wlan0' }, ['body', 'namespace']],
    ['a path', { iface: 'wlan0', namespace: '../../etc' }, ['body', 'namespace']],
    ['a parent', { iface: 'wlan0', namespace: '..' }, ['body', 'namespace']],
    [
      'an unclear flag',
      { iface: 'wlan0', namespace: 'lab', delete_namespace: 'maybe' },
      ['body', 'delete_namespace'],
    ],
  ])('is refused for %s', async (_what, body, loc) => {
    ran.length = 0;
    const answer = await device.call('POST', path, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ detail: [{ loc }] });
    expect(ran).toEqual([]);
  });
});
