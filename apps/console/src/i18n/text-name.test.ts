import { expect, test } from 'vitest';
import { textName } from './text-name.ts';

test.each([
  ['created', 'created'],
  ['logged-in', 'loggedIn'],
  ['device-group.templates-changed', 'deviceGroup.templatesChanged'],
  ['device.management-ip-changed', 'device.managementIpChanged'],
  ['webhook delivery', 'webhookDelivery'],
])('the texts of %j are named %j', (name, expected) => expect(textName(name)).toBe(expected));
