import type { EventName } from '@netloom/server-kit';

/**
 * The events that webhooks can be told of, and what they mean. Only these ever leave the installation: events that
 * processes tell each other, or that come with every poll, are not among them.
 */
export const topics = {
  'config.backend-changed': 'A configuration is made for another firmware than before.',
  'config.deactivated': 'A deactivated device has taken over its empty configuration.',
  'config.deactivating': 'A deactivated device is about to get an empty configuration.',
  'config.modified': 'A device should run another configuration than before.',
  'config.status-changed': 'A device has applied its configuration, or failed to.',
  'device-group.created': 'A device group was made.',
  'device-group.deleted': 'A device group was deleted.',
  'device-group.templates-changed': 'A device group has other templates.',
  'device-group.updated': 'A device group was changed.',
  'device.activated': 'A device is in service again.',
  'device.created': 'A device was added.',
  'device.deactivated': 'A device was taken out of service.',
  'device.deleted': 'A device was deleted.',
  'device.group-changed': 'A device is in another group.',
  'device.management-ip-changed': 'A device has another management address.',
  'device.name-changed': 'A device has another name.',
  'device.registered': 'A device has registered itself.',
  'device.updated': 'A device was changed.',
  'organization.created': 'An organization was made.',
  'organization.deleted': 'An organization and everything in it was deleted.',
  'organization.disabled': 'An organization was switched off.',
  'organization.enabled': 'An organization was switched on.',
  'organization.updated': 'An organization was changed.',
  'template.created': 'A template was made.',
  'template.deleted': 'A template was deleted.',
  'template.updated': 'A template was changed.',
  'user.created': 'An account was made.',
  'user.deleted': 'An account was deleted.',
  'user.updated': 'An account was changed.',
} as const satisfies Partial<Record<EventName, string>>;

export type Topic = keyof typeof topics;

/** What a test sends; nobody subscribes to it. */
export const pingTopic = 'ping';

const names = Object.keys(topics) as Topic[];

export const isTopic = (name: string): name is Topic => Object.hasOwn(topics, name);

/** The topics that a webhook's entry stands for: `device.created`, `device.*` or `*`. Empty when it stands for none. */
export const expandTopic = (entry: string): Topic[] => {
  if (entry === '*') return names;
  if (entry.endsWith('.*')) return names.filter((name) => name.startsWith(entry.slice(0, -1)));
  return isTopic(entry) ? [entry] : [];
};

/** `device.*` for each kind, and `*`. */
export const wildcards: readonly string[] = [
  '*',
  ...new Set(names.map((name) => `${name.slice(0, name.indexOf('.'))}.*`)),
];
