import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

const secret = 'a-secret-of-a-webhook';
const examples = new URL('../src/pages/webhooks/receivers/', import.meta.url);

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** What the console and the documentation give people to start from does what it says. */
describe.each([
  ['receiver.mjs', process.execPath, true],
  ['receiver.py', 'python3', hasPython],
] as const)('the example %s', (name, program, isThere) => {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-receiver-'));
  let url = '';
  let running: ChildProcess | undefined;
  let output = '';
  beforeAll(async () => {
    if (!isThere) return;
    const port = await freePort();
    url = `http://127.0.0.1:${port}/hook`;
    writeFileSync(join(folder, name), readFileSync(new URL(`${name}.txt`, examples)));
    running = spawn(program, [join(folder, name)], {
      env: { ...process.env, NETLOOM_WEBHOOK_SECRET: secret, PORT: String(port) },
    });
    running.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await vi.waitFor(
      async () => expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401),
      { timeout: 5000 },
    );
  });
  afterAll(() => {
    running?.kill();
    rmSync(folder, { recursive: true });
  });

  const send = async (body: string, { key = secret, age = 0 } = {}): Promise<number> => {
    const time = Math.floor(Date.now() / 1000) - age;
    const signature = createHmac('sha256', key).update(`${time}.${body}`).digest('hex');
    const headers = { 'netloom-signature': `t=${time},v1=${signature}` };
    return (await fetch(url, { method: 'POST', body, headers })).status;
  };
  const event = JSON.stringify({ topic: 'device.registered', data: { is_new: true } });

  test.runIf(isThere)('believes what is signed, and nothing else', async () => {
    expect(await send(event)).toBe(204);
    await expect.poll(() => output).toMatch(/device\.registered/);
    expect(await send(event, { key: 'another' })).toBe(401);
    expect(await send(event, { age: 3600 })).toBe(401);
    expect(output.match(/device\.registered/g)).toHaveLength(1);
  });

  test('is the one of the documentation', () => {
    const guide = readFileSync(new URL('../../../docs/how-to/webhooks.md', import.meta.url), 'utf8');
    expect(guide).toContain(readFileSync(new URL(`${name}.txt`, examples), 'utf8').trim());
  });
});
