import type { EventBus } from '@netloom/server-kit';
import type { ContactWriter } from '../fleet/contact-writer.ts';
import type { ServedDevice } from './authenticate-device.ts';

/**
 * What a poll does besides being answered (device protocol, section 4). The one rule for both ways that a poll can
 * take through the server. Returns the body of the answer.
 */
export const recordPoll = (
  { contacts, events }: { contacts: ContactWriter; events: EventBus },
  device: ServedDevice,
  address: string | null,
  managementIp: string | null | undefined,
): string => {
  contacts.polled(device, address, managementIp);
  if (events.hears('checksum.requested')) {
    events.emitHere('checksum.requested', { deviceId: device.id, organizationId: device.organization.id });
  }
  return device.config.checksum;
};
