import type { FieldErrors } from '@netloom/server-kit';
import type { DeviceTable } from '../tables.ts';
import { isMacAddress } from './mac-address.ts';

/** What is checked of a device without asking the database. */
export type DeviceFields = Pick<
  DeviceTable,
  'name' | 'mac_address' | 'hardware_id' | 'model' | 'os' | 'system' | 'notes'
> & {
  key: string;
};

type Check = (value: string) => string | undefined;

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const isHostname = (name: string): boolean => name.split('.').every((part) => label.test(part));

/** A name of a device: a host name, or its MAC address. */
export const deviceName: Check = (name) =>
  isHostname(name) || isMacAddress(name) ? undefined : 'Must be either a valid hostname or mac address.';
export const macAddress: Check = (text) => (isMacAddress(text) ? undefined : 'Must be a valid mac address.');
const notBlank: Check = (text) => (text === '' ? 'This field cannot be blank.' : undefined);
const noNullCharacters: Check = (text) =>
  text.includes('\0') ? 'Null characters are not allowed.' : undefined;

/** Keys of devices and shared secrets of organizations: they travel in URLs and in the agent's shell. */
export const keyText: Check = (key) =>
  /^[^\s/.]+$/.test(key) ? undefined : 'This value must not contain spaces, dots or slashes.';

/** At most `limit` characters, counted as people do: a character outside the basic plane is one. */
export const atMost =
  (limit: number): Check =>
  (text) => {
    const length = [...text].length;
    if (length <= limit) return undefined;
    return `Ensure this value has at most ${limit} characters (it has ${length}).`;
  };

const checks: Record<Exclude<keyof DeviceFields, 'hardware_id'>, Check[]> = {
  name: [deviceName, atMost(64)],
  mac_address: [macAddress, atMost(17)],
  key: [keyText, atMost(64)],
  model: [atMost(64)],
  os: [atMost(128)],
  system: [atMost(128)],
  notes: [],
};

/** What is wrong with a device by itself, by field; empty when nothing is. */
export const deviceFieldErrors = (
  device: DeviceFields,
  options: { hardwareIdEnabled: boolean },
): FieldErrors => {
  const required = ['name', 'mac_address', 'key'];
  const errors: FieldErrors = {};
  for (const [field, list] of Object.entries(checks)) {
    const value = device[field as keyof typeof checks];
    const blank = required.includes(field) ? notBlank(value) : undefined;
    const found = blank === undefined ? [noNullCharacters, ...list].map((check) => check(value)) : [blank];
    collect(errors, field, found);
  }
  const hardwareId = device.hardware_id ?? '';
  if (hardwareId === '') collect(errors, 'hardware_id', options.hardwareIdEnabled ? [notBlank('')] : []);
  else collect(errors, 'hardware_id', [noNullCharacters(hardwareId), atMost(32)(hardwareId)]);
  return errors;
};

const collect = (errors: FieldErrors, field: string, found: (string | undefined)[]): void => {
  const messages = found.filter((message) => message !== undefined);
  if (messages.length > 0) errors[field] = messages;
};
