import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort, findProgram, waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { isRequired } from '../src/testing/is-required.ts';
import { sign } from '../src/testing/index.ts';
import { buildPackage, makeScratchRoot, modeOf, type ScratchRoot } from './support/scratch-root.ts';

const tools = ['dpkg', 'dpkg-deb', 'nginx', 'openssl', 'systemd-socket-activate', 'deb-systemd-helper'];
const isPossible =
  isRequired('package') ||
  (process.getuid?.() === 0 && tools.every((tool) => findProgram(tool) !== undefined));

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const name = 'netloom-device';
const secretsFolder = 'home/wlanpi/.local/share/wlanpi-core/secrets';
/** What the box's local programs have signed with so far. */
const secret = Buffer.from(Array.from({ length: 32 }, (_none, index) => index));

let folder: string;
let root: ScratchRoot;
let packages: Record<'first' | 'second', string>;

/** Without compression it takes seconds. */
const build = (version: string): string =>
  execFileSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(repository, 'scripts/device-package/build-package.mjs'),
      '--quick',
      `--out=${folder}`,
      `--version=${version}`,
    ],
    { encoding: 'utf8' },
  ).trim();

describe.runIf(isPossible)('the Debian package', { timeout: 60_000 }, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'netloom-package-test-'));
    root = makeScratchRoot();
    packages = { first: build('1.0.0'), second: build('1.0.1') };
  }, 120_000);
  afterAll(() => {
    root.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  let before: string[];
  it('takes the place of wlanpi-core, and keeps the secrets that this deletes when it goes', () => {
    before = root.list();
    mkdirSync(root.path(secretsFolder), { recursive: true });
    writeFileSync(root.path(`${secretsFolder}/shared_secret.bin`), secret);
    writeFileSync(root.path(`${secretsFolder}/tokens.db`), '');
    // Its site stays behind, too.
    for (const inside of ['etc/nginx/sites-available', 'etc/nginx/sites-enabled'])
      mkdirSync(root.path(inside), { recursive: true });
    for (const [site, target] of [
      ['wlanpi_core.conf', 'unix:/run/wlanpi_core.sock'],
      ['other.conf', '127.0.0.1:9'],
    ] as const) {
      writeFileSync(root.path(`etc/nginx/sites-available/${site}`), `upstream x { server ${target}; }`);
      symlinkSync(`/etc/nginx/sites-available/${site}`, root.path(`etc/nginx/sites-enabled/${site}`));
    }
    const postrm = `#!/bin/sh\nrm -rf "$DPKG_ROOT/home/wlanpi/.local/share/wlanpi-core/secrets"\n`;
    root.dpkg('-i', buildPackage(folder, { name: 'wlanpi-core', version: '2.1.10', scripts: { postrm } }));
    expect(root.state('wlanpi-core')).toBe('ii');

    root.dpkg('-i', packages.first);
    expect(root.state(name)).toBe('ii');
    expect(root.state('wlanpi-core')).not.toBe('ii');
    expect(readFileSync(root.path(`${secretsFolder}/shared_secret.bin`))).toEqual(secret);
    expect(existsSync(root.path('var/lib/netloom-device/secrets-of-wlanpi-core'))).toBe(false);
    expect(readdirSync(root.path('etc/nginx/sites-enabled')).sort()).toEqual([
      'netloom-device',
      'other.conf',
    ]);
  });

  it('sets up units, site, certificate and settings', () => {
    const units = 'usr/lib/systemd/system';
    expect(readlinkSync(root.path(`${units}/wlanpi-core.service`))).toBe('netloom-device.service');
    const wanted = 'etc/systemd/system/multi-user.target.wants/netloom-device.service';
    expect(readlinkSync(root.path(wanted))).toBe(`/${units}/netloom-device.service`);
    expect(readlinkSync(root.path('etc/systemd/system/sockets.target.wants/netloom-device.socket'))).toBe(
      `/${units}/netloom-device.socket`,
    );
    expect(readlinkSync(root.path('etc/nginx/sites-enabled/netloom-device'))).toBe(
      '../sites-available/netloom-device',
    );
    expect(existsSync(root.path('etc/nginx/sites-enabled/netloom-device-tls'))).toBe(false);
    const certificate = new X509Certificate(readFileSync(root.path('etc/nginx/ssl/self-signed-wlanpi.cert')));
    expect(certificate.subject).toBe('CN=wlanpi.local');
    expect(certificate.subjectAltName).toBe(
      'DNS:localhost, DNS:wlanpi.local, IP Address:127.0.0.1, IP Address:198.18.42.1',
    );
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(4096);
    const days = (certificate.validToDate.getTime() - certificate.validFromDate.getTime()) / 86_400_000;
    expect(days).toBeCloseTo(3650, 0);
    expect(modeOf(root.path('etc/nginx/ssl/self-signed-wlanpi.key'))).toBe('600');
    expect(readFileSync(root.path('etc/netloom/device.yaml'), 'utf8')).toContain('secrets_group: wlanpi');
  });

  describe('runs from a socket behind nginx', () => {
    const running: ChildProcess[] = [];
    let port: number;
    let tlsPort: number;
    let url: string;

    /** Moves absolute paths of a file of the package into the scratch root. */
    const moved = (text: string): string =>
      text.replaceAll(/(?<=[\s:])\/(?=(etc|home|run|usr|var)\/)/g, `${root.folder}/`);

    beforeAll(async () => {
      [port, tlsPort] = [await findFreePort(), await findFreePort()];
      url = `http://127.0.0.1:${port}`;
      startSocket();
      await startNginx();
    });
    afterAll(async () => {
      for (const child of running.splice(0)) {
        if (child.exitCode !== null) continue;
        child.kill();
        await once(child, 'exit');
      }
    });

    /** In place of systemd: the command, the environment and the socket are those of the units. */
    const startSocket = (): void => {
      const unit = readFileSync(root.path('usr/lib/systemd/system/netloom-device.service'), 'utf8');
      const socket = readFileSync(root.path('usr/lib/systemd/system/netloom-device.socket'), 'utf8');
      const valuesOf = (text: string, key: string): string[] =>
        [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value ?? '');
      const config = join(folder, 'device.yaml');
      const settings = moved(readFileSync(root.path('etc/netloom/device.yaml'), 'utf8'));
      // The group is the scratch root's, not this machine's.
      writeFileSync(config, settings.replace(/^secrets_group: .*$/m, `root: ${root.folder}`));
      const [program = '', ...args] = moved(` ${valuesOf(unit, 'ExecStart')[0]}`)
        .trim()
        .split(' ');
      const environment = [
        ...valuesOf(unit, 'Environment').flatMap((value) => value.split(' ')),
        `NETLOOM_CONFIG=${config}`,
        `NETLOOM_SYSTEM_BUS_ADDRESS=unix:path=${folder}/no-bus`,
      ];
      const path = moved(` ${valuesOf(socket, 'ListenStream')[0]}`).trim();
      expect(path).toBe(root.path('run/wlanpi_core.sock'));
      const activate = spawn(
        'systemd-socket-activate',
        ['-l', path, ...environment.flatMap((pair) => ['-E', pair]), program, ...args],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      running.push(activate);
    };

    const startNginx = async (): Promise<void> => {
      const sites = ['netloom-device', 'netloom-device-tls'].map((site) => {
        const file = join(folder, `${site}.conf`);
        const text = readFileSync(root.path(`etc/nginx/sites-available/${site}`), 'utf8');
        const inside = moved(text)
          .replace('listen 31415', `listen 127.0.0.1:${port}`)
          .replace('listen 31416', `listen 127.0.0.1:${tlsPort}`);
        writeFileSync(file, inside);
        return file;
      });
      await waitFor('the socket', () => existsSync(root.path('run/wlanpi_core.sock')));
      chmodSync(root.path('run/wlanpi_core.sock'), 0o666);
      const file = join(folder, 'nginx.conf');
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `${kind}_temp_path ${folder}/nginx-${kind};`,
      );
      writeFileSync(
        file,
        `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events {}
        http { ${temporary.join(' ')} ${sites.map((site) => `include ${site};`).join(' ')} }`,
      );
      execFileSync('nginx', ['-t', '-q', '-c', file], { stdio: 'pipe' });
      running.push(spawn('nginx', ['-c', file], { stdio: 'ignore' }));
      await waitFor(
        'nginx listens',
        () =>
          new Promise<boolean>((resolve) => {
            const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
            socket.on('connect', () => socket.destroy());
          }),
      );
    };

    const signed = (method: string, path: string, body = ''): Record<string, string> => ({
      'x-request-signature': sign(secret, { method, path, body }),
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
    });

    it('answers local programs by the secret that they have always had', async () => {
      const path = '/api/v1/system/device/info';
      const started = performance.now();
      const answer = await fetch(url + path, { headers: signed('GET', path) });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ mode: 'classic' });
      // Whatever a client says about itself, nginx says where it comes from.
      const spoofed = { ...signed('GET', path), 'x-real-ip': '192.0.2.9', 'x-forwarded-for': '192.0.2.9' };
      expect((await fetch(url + path, { headers: spoofed })).status).toBe(200);
      // A machine that is busy may take long; one that waits for a time-out takes longer.
      expect(performance.now() - started).toBeLessThan(20_000);
    });

    it('takes less than 90 MB when idle', () => {
      const [activated] = running;
      const status = readFileSync(`/proc/${activated?.pid}/status`, 'utf8');
      expect(status).toMatch(/^Name:\s+(node|MainThread)/m);
      expect(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1])).toBeLessThan(90_000);
    });

    it('redirects to the canonical path at the address that was called', async () => {
      const answer = await fetch(`${url}/api/v1/network/config?x=1`, { redirect: 'manual' });
      expect(answer.status).toBe(307);
      expect(answer.headers.get('location')).toBe(`${url}/api/v1/network/config/?x=1`);
      const location = await new Promise<string | undefined>((resolve, reject) => {
        get(
          `https://127.0.0.1:${tlsPort}/api/v1/network/config`,
          { ca: readFileSync(root.path('etc/nginx/ssl/self-signed-wlanpi.cert')) },
          (response) => {
            response.resume();
            resolve(response.headers.location);
          },
        ).on('error', reject);
      });
      expect(location).toBe(`https://127.0.0.1:${tlsPort}/api/v1/network/config/`);
    });

    it('upgrades to a WebSocket, and logs neither tokens nor bodies', async () => {
      const path = '/api/v1/auth/token';
      const body = JSON.stringify({ device_id: 'a-secret-body' });
      const answer = await fetch(url + path, { method: 'POST', body, headers: signed('POST', path, body) });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      const capture = `ws://127.0.0.1:${port}/api/v1/streaming/capture`;
      const refused = new WebSocket(capture);
      const [, response] = (await once(refused, 'unexpected-response')) as [unknown, { statusCode: number }];
      refused.on('error', () => {}).terminate();
      expect(response.statusCode).toBe(401);
      const socket = new WebSocket(`${capture}?token=${token}`);
      await once(socket, 'open');
      socket.close();
      await once(socket, 'close');

      const log = root.path('var/log/wlanpi_core/nginx_access.log');
      const lines = await waitFor('the capture is logged', () => {
        const found = readFileSync(log, 'utf8').trim().split('\n');
        return found.some((line) => line.includes('/streaming/capture') && line.includes('"101"')) && found;
      });
      for (const line of lines)
        expect(Object.keys(JSON.parse(line) as object)).toEqual([
          'timestamp',
          'remote_addr',
          'remote_user',
          'request',
          'status',
          'body_bytes_sent',
          'request_time',
          'http_referrer',
          'http_user_agent',
        ]);
      for (const file of ['nginx_access.log', 'app.log', 'debug/debug.log']) {
        const text = readFileSync(root.path(`var/log/wlanpi_core/${file}`), 'utf8');
        expect(text).not.toContain(token);
        expect(text).not.toContain('a-secret-body');
      }
    });

    it('serves the page, whose scripts have no types any more', async () => {
      const page = await (await fetch(`${url}/`)).text();
      const script = /<script type="module" src="([^"]+)"/.exec(page)?.[1];
      const answer = await fetch(`${url}${script}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      const text = await answer.text();
      const imports = [...text.matchAll(/from '\.\/([^']+)'/g)].map(([, file]) => file);
      expect(imports.length).toBeGreaterThan(2);
      for (const file of imports) expect((await fetch(`${url}/static/${file}`)).status).toBe(200);
      expect((await fetch(`${url}/docs/static/swagger-ui-bundle.js`)).status).toBe(200);
    });

    it('has the commands, which find their settings by themselves', () => {
      const run = (program: string, ...args: string[]): string =>
        execFileSync(root.path(`usr/bin/${program}`), args, {
          encoding: 'utf8',
          env: { PATH: process.env['PATH'], NETLOOM_CONFIG: join(folder, 'device.yaml') },
        });
      expect(run('netloom-device', '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
      expect(JSON.parse(run('getjwt', 'lab', '--port', String(port), '--no-color'))).toMatchObject({
        token_type: 'bearer',
      });
      expect(JSON.parse(run('networkcfg', '--port', String(port), '--json', 'list'))).toEqual({});
      const helper = execFileSync(root.path('usr/lib/netloom-device/bin/netloom-device-helper'), {
        input: '{}',
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      expect(JSON.parse(helper)).toHaveProperty('failure');
    });
  });

  it('keeps at an upgrade what the owner has changed', () => {
    const config = root.path('etc/netloom/device.yaml');
    writeFileSync(config, `${readFileSync(config, 'utf8')}rate_limit: 200/minute\n`);
    unlinkSync(root.path('etc/nginx/sites-enabled/netloom-device'));
    const certificate = readFileSync(root.path('etc/nginx/ssl/self-signed-wlanpi.cert'));
    root.dpkg('-i', packages.second);
    // Again, as after an installation that was broken off.
    execFileSync(root.path('var/lib/dpkg/info/netloom-device.postinst'), ['configure', '1.0.0'], {
      env: { ...process.env, DPKG_ROOT: root.folder, DPKG_MAINTSCRIPT_PACKAGE: name },
    });
    expect(root.state(name)).toBe('ii');
    expect(readFileSync(config, 'utf8')).toContain('rate_limit: 200/minute');
    expect(existsSync(root.path('etc/nginx/sites-enabled/netloom-device'))).toBe(false);
    expect(readFileSync(root.path('etc/nginx/ssl/self-signed-wlanpi.cert'))).toEqual(certificate);
    expect(readFileSync(root.path(`${secretsFolder}/shared_secret.bin`))).toEqual(secret);
    expect(readFileSync(root.path('var/lib/dpkg/status'), 'utf8')).toContain('Version: 1.0.1');
  });

  it('goes, and leaves settings and secrets for another installation', () => {
    symlinkSync(
      '../sites-available/netloom-device-tls',
      root.path('etc/nginx/sites-enabled/netloom-device-tls'),
    );
    root.dpkg('-r', name);
    expect(root.state(name)).toBe('rc');
    expect(existsSync(root.path('usr/lib/netloom-device'))).toBe(false);
    expect(readdirSync(root.path('etc/nginx/sites-enabled'))).toEqual(['other.conf']);
    expect(readFileSync(root.path(`${secretsFolder}/shared_secret.bin`))).toEqual(secret);
    root.dpkg('-i', packages.second);
    expect(readFileSync(root.path('etc/netloom/device.yaml'), 'utf8')).toContain('rate_limit: 200/minute');
    expect(
      readlinkSync(root.path('etc/systemd/system/multi-user.target.wants/netloom-device.service')),
    ).toBeTruthy();
    root.dpkg('-r', name);
  });

  it('leaves nothing when it is purged', () => {
    root.dpkg('-P', name, 'wlanpi-core');
    expect(root.state(name)).toBe('un');
    const files = root.list().filter((file) => !before.includes(file));
    // Folders that belong to everybody may stay; nothing may be in them.
    const left = files.filter((file) => !files.some((other) => other.startsWith(`${file}/`)));
    expect(left.filter((file) => !emptyIsFine.has(file))).toEqual([]);
    expect(basename(packages.first)).toMatch(/^netloom-device_1\.0\.0_(amd64|arm64)\.deb$/);
  });
});

/** What others have left there, folders of the system, what the service has made there, and the socket, which is systemd's. */
const emptyIsFine = new Set([
  'etc/nginx/sites-available/other.conf',
  'etc/nginx/sites-available/wlanpi_core.conf',
  'etc/nginx/sites-enabled/other.conf',
  'etc/systemd/system',
  'etc/wlanpi-state',
  'home/wlanpi/.local/share',
  'run/wlanpi_core.sock',
  'var/lib/systemd',
]);
