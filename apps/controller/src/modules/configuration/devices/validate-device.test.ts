import { describe, expect, it } from 'vitest';
import { deviceFieldErrors, type DeviceFields } from './validate-device.ts';

const device: DeviceFields = {
  name: 'roof-ap-7',
  mac_address: '02:00:5E:10:00:07',
  key: 'dbd7bd4f0a09ced16974e7a54ca62c66',
  hardware_id: null,
  model: '',
  os: '',
  system: '',
  notes: '',
};
const errorsOf = (change: Partial<DeviceFields>, hardwareIdEnabled = false) =>
  deviceFieldErrors({ ...device, ...change }, { hardwareIdEnabled });

const badName = 'Must be either a valid hostname or mac address.';

describe('deviceFieldErrors', () => {
  it('has nothing to say about a good device', () => {
    expect(errorsOf({})).toEqual({});
  });

  it.each([
    'a',
    'a.b',
    'A-1.example.org',
    '00:11:22:aa:BB:cc',
    '00-11-22-AA-BB-CC',
    'x'.repeat(63),
    `${'x'.repeat(62)}.a`,
  ])('takes the name %s', (name) => {
    expect(errorsOf({ name })).toEqual({});
  });

  it.each([
    ['', ['This field cannot be blank.']],
    ['-a', [badName]],
    ['a-', [badName]],
    ['a..b', [badName]],
    ['a.', [badName]],
    ['a_b', [badName]],
    ['a b', [badName]],
    ['a\n', [badName]],
    ['ö', [badName]],
    ['00:11:22:aa:bb', [badName]],
    ['x'.repeat(64), [badName]],
    ['x'.repeat(65), [badName, 'Ensure this value has at most 64 characters (it has 65).']],
    ['a\0', ['Null characters are not allowed.', badName]],
  ])('refuses the name %j', (name, messages) => {
    expect(errorsOf({ name })).toEqual({ name: messages });
  });

  it.each(['00:11:22:33:44', '00:11:22:33:44:GG', '001122334455', '00:11:22:33:44:55\n'])(
    'refuses the MAC address %j',
    (mac) => {
      expect(errorsOf({ mac_address: mac })['mac_address']).toContain('Must be a valid mac address.');
    },
  );

  it.each(['a b', 'a.b', 'a/b', 'a\t'])('refuses the key %j', (key) => {
    expect(errorsOf({ key })).toEqual({ key: ['This value must not contain spaces, dots or slashes.'] });
  });

  it('names every field that is too long', () => {
    const long = 'm'.repeat(129);
    expect(
      errorsOf({ model: 'm'.repeat(69), os: long, system: long, hardware_id: long, key: 'k'.repeat(65) }),
    ).toEqual({
      key: ['Ensure this value has at most 64 characters (it has 65).'],
      model: ['Ensure this value has at most 64 characters (it has 69).'],
      os: ['Ensure this value has at most 128 characters (it has 129).'],
      system: ['Ensure this value has at most 128 characters (it has 129).'],
      hardware_id: ['Ensure this value has at most 32 characters (it has 129).'],
    });
  });

  it('counts characters, not UTF-16 units', () => {
    expect(errorsOf({ model: '😀'.repeat(64) })).toEqual({});
  });

  it('wants a hardware id only where devices are identified by it', () => {
    expect(errorsOf({ hardware_id: null }, true)).toEqual({ hardware_id: ['This field cannot be blank.'] });
    expect(errorsOf({ hardware_id: '1234' }, true)).toEqual({});
  });
});
