import { describe, expect, it } from 'vitest';
import type { NetSecurity } from './net-config.ts';
import { renderDhcpStanza, renderWpaConfig } from './wpa-config.ts';

const security = (fields: Partial<NetSecurity>): NetSecurity => ({
  ssid: 'Lab',
  security: 'WPA2-PSK',
  psk: 'abcdefgh',
  sae_pwe: null,
  pmf: null,
  identity: null,
  password: null,
  client_cert: null,
  private_key: null,
  ca_cert: null,
  ...fields,
});
const render = (before: string, fields: Partial<NetSecurity> = {}, mlo = false): string =>
  renderWpaConfig(before, { security: security(fields), mlo }, '/run/wpa_supplicant');

const head = `ctrl_interface=/run/wpa_supplicant
update_config=1
sae_pwe=2

`;
const first = `${head}network={
    ssid="Lab"
    priority=1
    psk="abcdefgh"
    key_mgmt=WPA-PSK
    ieee80211w=1
}`;

describe('the configuration of wpa_supplicant', () => {
  it('has the form of the contract', () => {
    expect(render('')).toBe(first);
  });

  it('gives the same network the next priority, once', () => {
    expect(render(first)).toBe(first.replace('priority=1', 'priority=2'));
    expect(render(render(first))).toBe(first.replace('priority=1', 'priority=3'));
  });

  it('keeps other networks unindented, and loses everything else', () => {
    const before = `country=DE\nctrl_interface=/elsewhere\nnetwork={\n\tssid="Old"\n\tpriority=7\n\tpsk="}{abcdefgh"\n}\n\nblob-base64-x={\n  ab\n}\nnetwork={\n  ssid="cut`;
    expect(render(before)).toBe(
      `${first.replace('priority=1', 'priority=8')}\n\nnetwork={\nssid="Old"\npriority=7\npsk="}{abcdefgh"\n}`,
    );
  });

  it.each([
    ['WPA3-PSK', ['psk="abcdefgh"', 'key_mgmt=SAE', 'ieee80211w=2']],
    ['OPEN', ['key_mgmt=NONE']],
    ['OWE', ['key_mgmt=OWE', 'ieee80211w=2']],
  ] as const)('knows %s', (type, lines) => {
    const wanted = [
      'network={',
      '    ssid="Lab"',
      '    priority=1',
      ...lines.map((line) => `    ${line}`),
      '}',
    ];
    expect(render('', { security: type })).toBe(head + wanted.join('\n'));
  });

  it('asks for several links', () => {
    expect(render('', { security: 'OPEN' }, true)).toContain('    key_mgmt=NONE\n    mlo=1\n}');
  });

  it('writes what has quotation marks without them', () => {
    const text = render('', { ssid: 'a"b', psk: 'abc"defgh' });
    expect(text).toContain('    ssid=612262\n');
    expect(text).toMatch(/^ {4}psk=[0-9a-f]{64}$/m);
    expect(text).not.toContain('"');
  });

  it('computes the key that wpa_passphrase computes', () => {
    const text = render('', { ssid: 'IEEE', psk: 'pass"word' });
    expect(text).toContain('psk=b76982c229d1c0cc6a580aadf3d64aee0e900b52c794c313131b6e02de64f925');
  });

  it('takes a key as it is', () => {
    const key = 'F42C6FC52DF0EBEF9EBB4B90B38A5F902E83FE1B135A70E23AED762E9710A12E';
    expect(render('', { psk: key })).toContain(`    psk=${key}\n`);
  });

  it('comes with a stanza for ifupdown', () => {
    expect(renderDhcpStanza('wlan0')).toBe('allow-hotplug wlan0\niface wlan0 inet dhcp\n');
  });
});
