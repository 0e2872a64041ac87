import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceLogger } from '../src/platform/logging/create-device-logger.ts';
import { startTestDevice, type TestDevice } from '../src/testing/index.ts';
import { canMakeNamespaces } from '../src/testing/network-namespace.ts';

const remote = '192.0.2.9';
const unavailable = { status: 503, body: { detail: 'Service temporarily unavailable' } };

// Who may make network namespaces may mount as well.
describe.skipIf(!canMakeNamespaces())('a disk that is full', () => {
  let disk: string;
  let device: TestDevice | undefined;

  beforeEach(async () => {
    disk = await mkdtemp(join(tmpdir(), 'netloom-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
  });
  afterEach(async () => {
    await device?.stop();
    device = undefined;
    execFileSync('umount', ['-l', disk]);
    await rm(disk, { recursive: true, force: true });
  });

  /** With everything that it keeps on the small disk. */
  const start = async (): Promise<TestDevice> => {
    device = await startTestDevice({
      NETLOOM_DATA_DIR: join(disk, 'data'),
      NETLOOM_ROOT: join(disk, 'root'),
      NETLOOM_HEALTH_SECONDS: '1',
    });
    return device;
  };
  const fill = async (): Promise<void> => {
    for (const size of [65_536, 4096, 1])
      for (let isFull = false; !isFull; )
        isFull = await appendFile(join(disk, 'filler'), Buffer.alloc(size, 1)).then(
          () => false,
          (error: NodeJS.ErrnoException) => {
            if (error.code !== 'ENOSPC') throw error;
            return true;
          },
        );
  };
  const empty = () => rm(join(disk, 'filler'));

  it('is a 503 where something must be kept; the rest goes on, and all is well once there is room', async () => {
    const { call, callFrom, token } = await start();
    const known = await token('before');
    expect((await call('POST', '/network/config/', { id: 'before' })).status).toBe(200);
    const { body: shown } = await call('GET', '/network/config/before');
    await fill();

    const writing: [string, string, unknown?][] = [
      ['POST', '/auth/token', { device_id: 'during' }],
      ['POST', '/auth/signing_key'],
      ['POST', '/network/config/', { id: 'during' }],
      ['PATCH', '/network/config/before', { roots: [] }],
      ['POST', '/network/config/activate/before'],
    ];
    for (const [method, path, body] of writing)
      expect(await call(method, path, body), `${method} ${path}`).toMatchObject(unavailable);
    const revoked = await callFrom(remote, 'DELETE', '/auth/token', {
      token: known,
      body: { device_id: 'x' },
    });
    expect(revoked).toMatchObject(unavailable);

    const read = (path: string) => callFrom(remote, 'GET', path, { token: known });
    expect(await read('/network/config/')).toMatchObject({
      status: 200,
      body: { default: true, before: false },
    });
    expect(await read('/network/config/before')).toMatchObject({ status: 200, body: shown });
    for (const path of ['/system/device/info', '/system/device/stats', '/network/interfaces'])
      expect((await read(path)).status, path).toBe(200);

    await empty();
    for (const [method, path, body] of writing)
      expect((await call(method, path, body)).status, `${method} ${path}`).toBe(200);
  });

  it('keeps nobody from starting, and what is missing comes once there is room', async () => {
    await fill();
    const { call, callFrom, url } = await start();
    expect(await callFrom(remote, 'GET', '/system/device/info')).toMatchObject({ status: 503 });
    expect((await fetch(`${url}/api/v1/openapi.json`)).status).toBe(200);
    await empty();
    const issued = await waitFor('tokens', async () => {
      const answer = await call('POST', '/auth/token', { device_id: 'x' }).catch(() => undefined);
      return answer?.status === 200 ? answer : undefined;
    });
    expect(issued.body).toMatchObject({ token_type: 'bearer' });
    await waitFor(
      'configurations',
      async () => (await call('POST', '/network/config/', { id: 'x' })).status === 200,
    );
  });

  it('loses lines of the log files, and no others', async () => {
    const lines: string[] = [];
    const { log, close } = createDeviceLogger({
      folder: join(disk, 'log'),
      level: 'info',
      maximumBytes: 1_000_000,
      console: (line) => lines.push(line),
    });
    log.info('before');
    await fill();
    // A line may still fit into the last block.
    for (let count = 0; count < 100; count++) log.info(`during ${count}`);
    await empty();
    log.info('after');
    close();
    expect(lines).toHaveLength(102);
    const kept = await readFile(join(disk, 'log', 'app.log'), 'utf8');
    expect(kept).toContain('"message":"before"');
    expect(kept).not.toContain('"message":"during 99"');
    expect(kept).toContain('"message":"after"');
    for (const line of kept.trim().split('\n')) expect(() => void JSON.parse(line)).not.toThrow();
  });
});
