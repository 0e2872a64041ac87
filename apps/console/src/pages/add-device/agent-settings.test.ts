import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { agentCommands, agentFile, linuxCommand, urlProblem, type AgentSettings } from './agent-settings.ts';

const plain: AgentSettings = {
  url: 'https://netloom.example',
  sharedSecret: 's3cret',
  verifyTls: true,
  interval: undefined,
  tags: '',
  managementInterface: '',
};

test('says only what differs from the defaults of the agent', () => {
  expect(agentFile(plain)).toBe(
    "config controller 'http'\n\toption shared_secret 's3cret'\n\toption url 'https://netloom.example'\n",
  );
});

test('a secret stays inside of its quotes', () => {
  expect(agentCommands({ ...plain, sharedSecret: "it's\u0001 $me" })).toContain(
    String.raw`shared_secret='it'\''s $me'`,
  );
  expect(agentFile({ ...plain, sharedSecret: "it's\u0001 $me" })).toContain(
    String.raw`	option shared_secret 'it'\''s $me'`,
  );
});

test('names every setting as the agent does', () => {
  const full = { ...plain, verifyTls: false, interval: 60, tags: 'mesh vpn', managementInterface: 'tun0' };
  expect(agentCommands(full).split('\n')).toEqual([
    "uci set openwisp.http='controller'",
    "uci set openwisp.http.interval='60'",
    "uci set openwisp.http.management_interface='tun0'",
    "uci set openwisp.http.shared_secret='s3cret'",
    "uci set openwisp.http.tags='mesh vpn'",
    "uci set openwisp.http.url='https://netloom.example'",
    "uci set openwisp.http.verify_ssl='0'",
    'uci commit openwisp',
    '/etc/init.d/openwisp-config enable',
    '/etc/init.d/openwisp-config restart',
  ]);
});

test('a Linux box joins with one command, which a shell reads as it is meant', () => {
  const words = (settings: AgentSettings): string[] =>
    execFileSync('sh', ['-c', `sudo() { printf '%s\\n' "$@"; }\n${linuxCommand(settings)}`], {
      encoding: 'utf8',
    })
      .trimEnd()
      .split('\n');
  const join = ['netloom-device', 'join', 'https://netloom.example', '--secret'];
  expect(words(plain)).toEqual([...join, 's3cret']);
  const full = { ...plain, sharedSecret: "it's $me", verifyTls: false, tags: ' mesh, vpn' };
  expect(words(full)).toEqual([...join, "it's $me", '--tag', 'mesh', '--tag', 'vpn', '--insecure']);
});

test.each([
  ['https://netloom.example', undefined],
  ['http://10.0.0.1:8000', undefined],
  ['http://127.0.0.1:8000', 'loopback'],
  ['http://localhost', 'loopback'],
  ['http://[::1]:8000', 'loopback'],
  ['netloom.example', 'invalid'],
  ['ftp://netloom.example', 'invalid'],
  ['https://', 'invalid'],
  ['', 'invalid'],
])('the address %j is %j', (url, problem) => expect(urlProblem(url)).toBe(problem));
