import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { webhookUrlProblem } from './webhook-url.ts';

describe('an address', () => {
  it.each([
    '1.1.1.1',
    '93.184.216.34',
    '100.63.255.255',
    '172.32.0.1',
    '2606:4700::1111',
    '64:ff9b::5db8:d822',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '2001:db8::1',
    '2002:7f00:1::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('the URL of a webhook', () => {
  it.each([
    'https://example.org/hook',
    'http://example.org:8080/hook?a=b',
    'HTTPS://example.org',
    'https://[2606:4700::1111]/',
  ])('%s is one', (url) => expect(webhookUrlProblem(url, false)).toBeUndefined());

  const notPublic = 'The URL must lead to a public address.';
  it.each([
    ['ftp://example.org/', 'Enter a valid URL, http or https.'],
    ['example.org/hook', 'Enter a valid URL, http or https.'],
    ['https://', 'Enter a valid URL, http or https.'],
    ['javascript:alert(1)', 'Enter a valid URL, http or https.'],
    ['https://user:geheim@example.org/', 'The URL must not contain a user name or password.'],
    ['https://example.org/#part', 'The URL must not contain a fragment.'],
    ['http://127.0.0.1/', notPublic],
    ['http://127.1/', notPublic],
    ['http://0x7f000001/', notPublic],
    ['http://2130706433/', notPublic],
    ['http://[::1]:8000/', notPublic],
    ['http://[::ffff:10.0.0.1]/', notPublic],
    ['http://localhost:8000/', notPublic],
    ['http://db.LOCALHOST./', notPublic],
    ['http://169.254.169.254/latest/meta-data/', notPublic],
  ])('%s is none', (url, problem) => expect(webhookUrlProblem(url, false)).toBe(problem));

  it('may lead inside where the installation allows it', () => {
    expect(webhookUrlProblem('http://127.0.0.1:9/', true)).toBeUndefined();
    expect(webhookUrlProblem('http://user@127.0.0.1/', true)).toBeDefined();
  });
});
