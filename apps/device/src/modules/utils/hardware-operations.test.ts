import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import { canMakeNamespaces, makeNamespace } from '../../testing/network-namespace.ts';
import { writeProgram } from '../../testing/write-program.ts';

const folder = makeTemporaryFolder('hardware');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let device: TestDevice | undefined;
afterEach(async () => {
  await device?.stop();
  device = undefined;
});
const start = async (name: string, script: string): Promise<TestDevice> => {
  device = await startTestDevice({
    [`NETLOOM_PROGRAM_${name.toUpperCase()}`]: writeProgram(folder, name, script),
  });
  return device;
};
const bareFailure = { status: 500, body: 'Internal Server Error' };

describe('USB devices', () => {
  it('are listed by their names', async () => {
    const { call } = await start('lsusb', 'echo "Bus 001 Device 002: ID 046d:c31c Logitech, Inc. Keyboard"');
    expect(await call('GET', '/utils/usb')).toMatchObject({
      status: 200,
      body: { interfaces: ['Logitech, Inc. Keyboard'] },
    });
  });

  it('may be none', async () => {
    const { call } = await start('lsusb', 'true');
    expect((await call('GET', '/utils/usb')).body).toEqual({ interfaces: [] });
  });

  it('are 500 when lsusb fails or is missing', async () => {
    const { call } = await start('lsusb', 'echo "unable to initialize libusb" >&2; exit 1');
    const answer = await call('GET', '/utils/usb');
    expect(answer).toMatchObject(bareFailure);
    expect(answer.headers.get('content-type')).toBeNull();
    rmSync(join(folder, 'lsusb'));
    expect(await call('GET', '/utils/usb')).toMatchObject(bareFailure);
  });

  it('are not told to strangers', async () => {
    const { callFrom } = await start('lsusb', 'true');
    expect((await callFrom('192.0.2.9', 'GET', '/utils/usb')).status).toBe(401);
    expect((await callFrom('192.0.2.9', 'GET', '/utils/ufw')).status).toBe(401);
    expect((await callFrom('192.0.2.9', 'GET', '/utils/reachability')).status).toBe(401);
  });
});

describe('the firewall', () => {
  it('is told in the words of ufw', async () => {
    const { call } = await start(
      'ufw',
      `[ "$*" = status ] && cat <<END
Status: active

To                         Action      From
--                         ------      ----
22/tcp                     ALLOW       Anywhere
END`,
    );
    expect(await call('GET', '/utils/ufw')).toMatchObject({
      status: 200,
      body: { status: 'active', ports: [{ To: '22/tcp', Action: 'ALLOW', From: 'Anywhere' }] },
    });
  });

  it('is 503 without ufw', async () => {
    device = await startTestDevice({ NETLOOM_PROGRAM_UFW: join(folder, 'nothing') });
    expect(await device.call('GET', '/utils/ufw')).toMatchObject({
      status: 503,
      body: { error: 'UFW is not installed.' },
    });
    await device.stop();
    device = await startTestDevice({ NETLOOM_PROGRAM_UFW: 'no-such-program' });
    expect((await device.call('GET', '/utils/ufw')).status).toBe(503);
  });

  it.each([
    ['fails', 'echo "ERROR: You need to be root to run this script" >&2; exit 1'],
    ['says something else', 'echo "WARN: hello"'],
  ])('is 500 when ufw %s', async (_what, script) => {
    const { call } = await start('ufw', script);
    const answer = await call('GET', '/utils/ufw');
    expect(answer).toMatchObject(bareFailure);
    expect(answer.headers.get('content-type')).toBeNull();
  });

  it.skipIf(!canMakeNamespaces() || !existsSync('/etc/ufw'))('is told by the real ufw', async () => {
    const namespace = await makeNamespace();
    // With rules of its own: those of the machine stay as they are.
    const rules = join(folder, 'etc-ufw');
    cpSync('/etc/ufw', rules, { recursive: true });
    const ufw = writeProgram(
      folder,
      'private-ufw',
      `exec unshare -m sh -c 'mount --bind ${rules} /etc/ufw && exec /usr/sbin/ufw "$@"' ufw "$@"`,
    );
    device = await startTestDevice({ NETLOOM_PROGRAM_UFW: ufw }, { run: namespace.run });
    const ask = () => device?.call('GET', '/utils/ufw');
    try {
      expect((await ask())?.body).toEqual({ status: 'inactive', ports: [] });
      for (const command of [
        '--force enable',
        'allow 22/tcp',
        'limit 2222/tcp',
        'deny from 192.0.2.0/24 to any port 53 proto udp',
        'reject 25',
        'allow in on eth0',
        'allow out 123',
      ])
        await namespace.exec(`${ufw} ${command}`);
      expect(await ask()).toMatchObject({
        status: 200,
        body: {
          status: 'active',
          ports: [
            { To: '22/tcp', Action: 'ALLOW', From: 'Anywhere' },
            { To: '2222/tcp', Action: 'LIMIT', From: 'Anywhere' },
            { To: '53/udp', Action: 'DENY', From: '192.0.2.0/24' },
            { To: '25', Action: 'REJECT', From: 'Anywhere' },
            { To: 'Anywhere on eth0', Action: 'ALLOW', From: 'Anywhere' },
            { To: '22/tcp (v6)', Action: 'ALLOW', From: 'Anywhere (v6)' },
            { To: '2222/tcp (v6)', Action: 'LIMIT', From: 'Anywhere (v6)' },
            { To: '25 (v6)', Action: 'REJECT', From: 'Anywhere (v6)' },
            { To: 'Anywhere (v6) on eth0', Action: 'ALLOW', From: 'Anywhere (v6)' },
            { To: '123', Action: 'ALLOW', From: 'OUT Anywhere' },
            { To: '123 (v6)', Action: 'ALLOW', From: 'OUT Anywhere (v6)' },
          ],
        },
      });
    } finally {
      await namespace.remove();
    }
  });
});
