import { describe, expect, it } from 'vitest';
import { consistentKey } from './consistent-key.ts';
import { type DeviceIdentity, registrationName } from './device-identity.ts';
import { registrationForm } from './registration-form.ts';

const identity: DeviceIdentity = {
  macAddress: '00:11:22:AA:BB:CC',
  hostname: 'OpenWrt',
  hardwareId: '',
  hardwareIdIsKey: false,
  model: 'GL.iNet GL-MT1300',
  os: 'OpenWrt 23.05.3 r23809-234f1a2efa',
  system: 'MediaTek MT7621 ver:1 eco:3',
  tags: ['mesh', 'vpn'],
};

describe('consistentKey', () => {
  it.each([
    ['00:11:22:AA:BB:CC', 's3cr+et', 'dbd7bd4f0a09ced16974e7a54ca62c66'],
    ['1234', 'functional_testing_secret', '800c605076cad8d777adeadf89a34b8b'],
  ])('of %s with %s', (base, secret, key) => {
    expect(consistentKey(base, secret)).toBe(key);
  });
});

describe('registrationForm', () => {
  it('sends, byte for byte, what an agent was observed to send', () => {
    expect(registrationForm({ identity, sharedSecret: 's3cr+et' })).toBe(
      'backend=netjsonconfig.OpenWrt&key=dbd7bd4f0a09ced16974e7a54ca62c66&secret=s3cr%2Bet' +
        '&name=00%3A11%3A22%3AAA%3ABB%3ACC&hardware_id=&mac_address=00%3A11%3A22%3AAA%3ABB%3ACC&tags=mesh+vpn' +
        '&model=GL.iNet+GL-MT1300&os=OpenWrt+23.05.3+r23809-234f1a2efa&system=MediaTek+MT7621+ver%3A1+eco%3A3',
    );
  });

  it('makes the key from the hardware id where that is wanted', () => {
    const hardware = { ...identity, hardwareId: '1234', hardwareIdIsKey: true };
    const form = new URLSearchParams(
      registrationForm({ identity: hardware, sharedSecret: 'functional_testing_secret' }),
    );
    expect(form.get('key')).toBe('800c605076cad8d777adeadf89a34b8b');
    expect(form.get('hardware_id')).toBe('1234');
  });

  it('leaves out the key without consistent registration, and the management address when unknown', () => {
    const form = new URLSearchParams(registrationForm({ identity, sharedSecret: 's', consistent: false }));
    expect([...form.keys()]).toEqual([
      'backend',
      'secret',
      'name',
      'hardware_id',
      'mac_address',
      'tags',
      'model',
      'os',
      'system',
    ]);
  });

  it('sends a management address, and refuses one that is none', () => {
    const withAddress = (managementIp: string) =>
      registrationForm({ identity: { ...identity, managementIp }, sharedSecret: 's' });
    expect(new URLSearchParams(withAddress('fd00::7')).get('management_ip')).toBe('fd00::7');
    expect(() => withAddress('10.0.0.1&secret=x')).toThrow(/managementIp/);
  });
});

describe('registrationName', () => {
  it.each([
    ['', 'LEDE', 'mac'],
    ['OpenWrt', 'LEDE', 'mac'],
    ['OPENWRT', 'LEDE', 'mac'],
    ['LEDE', 'LEDE', 'mac'],
    ['lede', 'LEDE', 'lede'],
    ['roof-1', 'LEDE', 'roof-1'],
    ['roof-1', '*', 'mac'],
    ['roof-1', 'roof-1', 'mac'],
  ])('host name "%s" with default "%s" -> %s', (hostname, defaultHostname, expected) => {
    const name = registrationName({ ...identity, hostname }, defaultHostname);
    expect(name).toBe(expected === 'mac' ? identity.macAddress : expected);
  });
});
