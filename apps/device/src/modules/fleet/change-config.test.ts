import { execFileSync } from 'node:child_process';
import { chmod, chown, lstat, mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canMakeNamespaces } from '../../testing/network-namespace.ts';
import { linuxArchive, startFleetBox, type FleetBox } from '../../testing/start-fleet-box.ts';

const fixed = (address: string, mask: number, more: object = {}) => ({
  proto: 'static',
  family: address.includes(':') ? 'ipv6' : 'ipv4',
  address,
  mask,
  ...more,
});
const ethernet = (name: string, ...addresses: object[]) => ({ name, type: 'ethernet', addresses });

/** Latin 1: a restored file must be the same to the byte. */
const formerMotd = Buffer.from('Gr\xfc\xdfe\n', 'latin1');

/** A configuration that touches a bit of everything. */
const rich = {
  general: { timezone: 'Europe/Rome', ip_forwarding: true },
  dns_servers: ['192.0.2.53', '2001:db8::53'],
  dns_search: ['lab.example'],
  interfaces: [
    {
      ...ethernet('eth0', fixed('10.1.0.2', 24, { gateway: '10.1.0.1' }), fixed('2001:db8:1::2', 64)),
      mtu: 1400,
    },
    ethernet('eth1'),
    {
      name: 'br0',
      type: 'bridge',
      bridge_members: ['eth1'],
      priority: 4096,
      addresses: [fixed('10.2.0.1', 24)],
    },
  ],
  routes: [{ device: 'br0', destination: '203.0.113.0/24', next: '10.2.0.9', cost: 5 }],
  ip_rules: [{ src: '10.2.0.0/16', lookup: '100' }],
  files: [
    { path: '/etc/motd', mode: '0600', contents: 'welcome\n' },
    { path: '/etc/lab/new.conf', mode: '0664', contents: 'new\n' },
  ],
};

describe.skipIf(!canMakeNamespaces())('a change of the configuration', () => {
  let box: FleetBox;
  beforeEach(async () => {
    box = await startFleetBox();
    const etc = join(box.root, 'etc');
    await mkdir(etc, { recursive: true });
    await writeFile(join(etc, 'motd'), formerMotd);
    await chmod(join(etc, 'motd'), 0o640);
    await chown(join(etc, 'motd'), 7, 8);
    await mkdir(join(box.root, 'run'));
    await writeFile(join(box.root, 'run/resolv.conf'), 'nameserver 198.51.100.53\n');
    await symlink('../run/resolv.conf', join(etc, 'resolv.conf'));
    await symlink('/usr/share/zoneinfo/Etc/UTC', join(etc, 'localtime'));
    await box.namespace.exec('ip addr add 192.0.2.1/24 dev eth0');
    await box.namespace.exec('ip addr add 192.0.2.2/24 dev eth0');
    await box.namespace.exec('ip route add default via 192.0.2.9 dev eth0 src 192.0.2.2 metric 7');
  }, 30_000);
  afterEach(() => box?.stop());

  const file = (path: string): string => join(box.root, path);

  test('gives everything back when the controller cannot be reached, to the byte', async () => {
    const before = await box.picture();
    let during: unknown;
    const outcome = await box.apply(rich, {
      test: async () => {
        during = await box.picture();
        return 'no answer';
      },
    });
    expect(outcome.ok ? '' : outcome.error).toBe(
      [
        'The controller cannot be reached with this configuration: no answer',
        'Restoring the former configuration',
        'The former configuration is restored',
      ].join('\n'),
    );
    expect(during).not.toEqual(before);
    expect(await box.picture()).toEqual(before);
  });

  test('sets up files, settings of the kernel, the time zone and the name servers', async () => {
    expect(await box.apply(rich)).toMatchObject({ ok: true });
    expect((await lstat(file('etc/motd'))).mode & 0o7777).toBe(0o600);
    expect((await lstat(file('etc/motd'))).uid).toBe(0);
    // Whatever the umask of the service is.
    expect((await lstat(file('etc/lab/new.conf'))).mode & 0o7777).toBe(0o664);
    expect(await box.namespace.exec('sysctl -n net.ipv4.ip_forward')).toBe('1\n');
    expect(await readlink(file('etc/localtime'))).toBe('/usr/share/zoneinfo/Europe/Rome');
    expect((await readFile(file('etc/resolv.conf'), 'utf8')).split('\n').slice(1)).toEqual([
      'nameserver 192.0.2.53',
      'nameserver 2001:db8::53',
      'search lab.example',
      '',
    ]);
    // The file behind the link is somebody else's.
    expect(await readFile(file('run/resolv.conf'), 'utf8')).toBe('nameserver 198.51.100.53\n');
  });

  test('what the next configuration leaves alone is what it was before the first', async () => {
    const before = await box.picture();
    await box.apply(rich);
    const other = { ...rich, files: [{ path: '/etc/motd', mode: '0644', contents: 'again\n' }] };
    expect(await box.apply(other)).toMatchObject({ ok: true });
    expect(await readFile(file('etc/motd'), 'utf8')).toBe('again\n');
    expect(await box.apply({})).toMatchObject({ ok: true });
    const after = await box.picture();
    expect(after['files']).toEqual(before['files']);
    expect(after['kernel']).toEqual(before['kernel']);
    expect(after['rules']).toEqual(before['rules']);
  });

  test('whichever action fails, before or after it has worked, nothing of it stays', async () => {
    const small = {
      ...rich,
      interfaces: [
        ethernet('eth0', fixed('192.0.2.2', 24), fixed('10.1.0.9', 24)),
        { ...ethernet('eth1', fixed('10.2.0.1', 24)), mtu: 1300 },
      ],
      routes: [],
      files: [{ path: '/etc/motd', mode: '0644', contents: 'before\n' }],
    };
    expect(await box.apply(small)).toMatchObject({ ok: true });
    let before = await box.picture();
    box.forget();
    const total = await countActions();
    expect(total).toBeGreaterThan(20);
    let failing = 1;
    for (; ; failing++) {
      let count = 0;
      let failed = '';
      const outcome = await box.apply(rich, {
        intercept: async (perform, name) => {
          count += 1;
          if (count !== failing) return perform();
          failed = name;
          if (failing % 2 === 0) await perform();
          throw new Error('the disk is on fire');
        },
      });
      // Some may fail without harm: a link that cannot forget its route has lost it already.
      if (failed === '') break;
      if (outcome.ok) {
        expect(tolerated).toContain(failed);
        expect(await box.apply(small)).toMatchObject({ ok: true });
        before = await box.picture();
      } else expect(outcome.error).toContain('the disk is on fire');
      expect(await box.picture(), `${failing}: ${failed}`).toEqual(before);
    }
    expect(failing).toBeGreaterThan(total - 5);
  }, 120_000);

  const tolerated = ['route-delete', 'kernel-set'];

  /** How many actions the rich configuration takes; the way back is not counted. */
  const countActions = async (): Promise<number> => {
    let total = 0;
    await box.apply(rich, {
      test: async () => {
        total = box.actions.length;
        return 'counted';
      },
    });
    return total;
  };

  test('a change that a power cut broke off is undone by the next start', async () => {
    const before = await box.picture();
    let isOff = false;
    const never = new Promise<never>(() => {});
    let reached = (): void => {};
    const inTheMiddle = new Promise<void>((resolve) => {
      reached = resolve;
    });
    void box.apply(rich, {
      test: () => {
        isOff = true;
        reached();
        return never;
      },
    });
    await inTheMiddle;
    expect(isOff).toBe(true);
    expect(await box.picture()).not.toEqual(before);
    expect(await box.restart()).toContain('The former configuration is restored');
    expect(await box.picture()).toEqual(before);
    expect(await box.restart()).toBeUndefined();
  });

  test('the host name is set only where it differs, and given back', async () => {
    const name = (of: string) => ({ general: { hostname: of } });
    expect(await box.apply(name(hostname().split('.')[0] ?? ''))).toMatchObject({ ok: true });
    expect(box.commands.filter((line) => line.startsWith('hostname '))).toEqual(
      hostname().includes('.') ? [`hostname ${hostname().split('.')[0]}`] : [],
    );
    await box.apply(name('lab-box'));
    expect(box.commands).toContain('hostname lab-box');
    expect(await readFile(file('etc/hostname'), 'utf8')).toBe('lab-box\n');
  });

  test('what could not be restored is not replaced: folders, and files that are too large', async () => {
    await mkdir(file('etc/folder'));
    await writeFile(file('etc/large'), Buffer.alloc(4 * 1024 * 1024 + 1));
    for (const [path, why] of [
      ['/etc/folder', 'is no file'],
      ['/etc/large', 'is too large to be restored later'],
    ]) {
      const outcome = await box.apply({ files: [{ path, mode: '0644', contents: 'x' }] });
      expect(outcome.ok ? '' : outcome.error).toMatch(new RegExp(`^Nothing was changed: .*${why}`));
    }
    // As large as may be, it comes back through any way to the actions.
    await writeFile(file('etc/large'), Buffer.alloc(4 * 1024 * 1024, 7));
    await box.apply({ files: [{ path: '/etc/large', mode: '0644', contents: 'x' }] });
    expect((await lstat(file('etc/large'))).size).toBeLessThan(10);
    await box.apply({});
    expect((await readFile(file('etc/large'))).equals(Buffer.alloc(4 * 1024 * 1024, 7))).toBe(true);
  });

  describe('of a hostile controller', () => {
    const untouched = async (archive: Buffer, why: RegExp | string): Promise<void> => {
      const before = await box.picture();
      box.forget();
      const outcome = await box.applyArchive(archive);
      expect(outcome.ok ? 'applied' : outcome.error).toMatch(why);
      expect(box.commands).toEqual([]);
      expect(await box.picture()).toEqual(before);
    };
    const withManifest = (change: (manifest: Record<string, unknown>) => unknown): Buffer => {
      const manifest = {
        version: 1,
        sysctl: {},
        interfaces: [],
        rules: [],
        radios: [],
        services: [],
        files: [],
      };
      return linuxArchive({}, [
        { path: 'netloom/manifest.json', contents: JSON.stringify(change(manifest)) },
        { path: 'etc/x', contents: 'x' },
      ]);
    };
    const withFile = (path: string, more: object = {}): Buffer =>
      withManifest((manifest) => ({
        ...manifest,
        files: [{ path, purpose: 'file', mode: '0644', owner: 'root', group: 'root', ...more }],
      }));

    test.each([
      '/etc/shadow',
      '/etc/shadow-',
      '/etc/sudoers.d/x',
      '/etc/netloom/device.yaml',
      '/etc/default/netloom-device',
      '/root/.ssh/authorized_keys',
      '/usr/bin/x',
      '/proc/sys/kernel/core_pattern',
    ])('writes no %s', async (path) => {
      const contents = { path: path.slice(1), contents: 'x' };
      const manifest = JSON.stringify({
        version: 1,
        sysctl: {},
        interfaces: [],
        rules: [],
        radios: [],
        services: [],
        files: [{ path, purpose: 'file', mode: '0644', owner: 'root', group: 'root' }],
      });
      await untouched(
        linuxArchive({}, [{ path: 'netloom/manifest.json', contents: manifest }, contents]),
        'configurations may not write there',
      );
    });

    test.each(['/etc/../root/x', '/etc/./x', 'etc/x', '/etc/x/'])('has no way out by %s', (path) =>
      untouched(withFile(path), /is missing in the archive|not an absolute path/),
    );

    test.each([
      ['no object', () => 'x'],
      ['of a later version', (manifest: object) => ({ ...manifest, version: 2 })],
      ['without lists', (manifest: object) => ({ ...manifest, files: undefined })],
      ['with null in a list', (manifest: object) => ({ ...manifest, files: [null] })],
      [
        'with an interface that is none',
        (manifest: object) => ({ ...manifest, interfaces: [{ name: '-x' }] }),
      ],
      [
        'with a mode that is none',
        (manifest: object) => ({
          ...manifest,
          files: [{ path: '/etc/x', purpose: 'file', mode: '9999', owner: 'root', group: 'root' }],
        }),
      ],
      [
        'with a setting of the kernel that is no text',
        (manifest: object) => ({ ...manifest, sysctl: { 'net.ipv4.ip_forward': 1 } }),
      ],
      [
        'with a unit that is no service',
        (manifest: object) => ({ ...manifest, services: [{ unit: 'reboot.target', enabled: true }] }),
      ],
    ])('a manifest %s', (_what, change) =>
      untouched(withManifest(change), /^netloom\/manifest\.json in the archive cannot be read: /),
    );

    test('an archive for another kind of device, or none at all', async () => {
      await untouched(Buffer.from('no archive'), 'not a whole gzip file');
      const other = execFileSync('tar', ['-cz', '-C', box.root, 'etc/motd']);
      await untouched(other, 'must have the backend netloom.Linux');
    });

    test('a symbolic link leads nowhere else', async () => {
      await mkdir(file('root'));
      await symlink('/root', file('etc/relative'));
      await symlink(file('root'), file('etc/lab'));
      await untouched(
        linuxArchive({ files: [{ path: '/etc/lab/x', mode: '0644', contents: 'x' }] }),
        'configurations may not write there',
      );
      // A link in the place of the file is replaced, not followed, and comes back.
      await symlink('../root/target', file('etc/x'));
      await writeFile(file('root/target'), 'mine');
      const document = { files: [{ path: '/etc/x', mode: '0644', contents: 'x' }] };
      expect(await box.apply(document)).toMatchObject({ ok: true });
      expect(await readFile(file('root/target'), 'utf8')).toBe('mine');
      expect((await lstat(file('etc/x'))).isSymbolicLink()).toBe(false);
      await box.apply({});
      expect(await readlink(file('etc/x'))).toBe('../root/target');
    });
  });
});
