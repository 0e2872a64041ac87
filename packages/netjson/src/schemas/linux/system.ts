import type { JsonSchema } from '../../json-schema.ts';
import { filesSection } from '../files.ts';
import { TIME_ZONE_NAMES } from '../time-zones.ts';

/** Host name, time zone and other settings of the whole device. */
export const linuxGeneralSection: JsonSchema = {
  title: 'General',
  description: 'Settings of the whole device.',
  type: 'object',
  additionalProperties: false,
  propertyOrder: 1,
  properties: {
    hostname: {
      title: 'Host name',
      description: 'Letters, digits, dash and dot; 2 to 63 characters.',
      type: 'string',
      maxLength: 63,
      format: 'hostname',
      pattern: '^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$',
      propertyOrder: 1,
    },
    timezone: {
      title: 'Time zone',
      type: 'string',
      enum: TIME_ZONE_NAMES,
      default: 'UTC',
      propertyOrder: 1,
    },
    ip_forwarding: {
      title: 'Router',
      description: 'Passes packets on from one interface to another.',
      type: 'boolean',
      format: 'checkbox',
      propertyOrder: 2,
    },
    maintainer: {
      title: 'Maintainer',
      description: 'Whom to ask about this device.',
      type: 'string',
      maxLength: 1024,
      propertyOrder: 3,
    },
    description: {
      title: 'Description',
      description: 'What this device is for.',
      type: 'string',
      maxLength: 1024,
      propertyOrder: 4,
    },
  },
};

/** Name servers of the whole device. */
export const linuxDnsServersSection: JsonSchema = {
  title: 'DNS servers',
  description: 'Name servers beside those of the interfaces.',
  type: 'array',
  uniqueItems: true,
  maxItems: 16,
  propertyOrder: 4,
  items: { title: 'DNS server', type: 'string', format: 'ip' },
};

/** Search domains of the whole device. */
export const linuxDnsSearchSection: JsonSchema = {
  title: 'DNS search domains',
  description: 'Domains in which short names are looked up.',
  type: 'array',
  uniqueItems: true,
  maxItems: 32,
  propertyOrder: 5,
  items: { title: 'Domain', type: 'string', format: 'hostname' },
};

/** Time servers. */
export const linuxNtpSection: JsonSchema = {
  title: 'NTP',
  description: 'Where the device gets its time from.',
  type: 'object',
  additionalProperties: false,
  propertyOrder: 8,
  properties: {
    enabled: {
      title: 'Enabled',
      type: 'boolean',
      default: true,
      format: 'checkbox',
      propertyOrder: 1,
    },
    enable_server: {
      title: 'Time server',
      description: 'A Linux box asks for the time but does not answer: systemd-timesyncd is a client alone.',
      type: 'boolean',
      enum: [false],
      propertyOrder: 2,
      options: { hidden: true },
    },
    server: {
      title: 'Servers',
      description: 'Names or addresses. Without any, those of the distribution.',
      type: 'array',
      uniqueItems: true,
      maxItems: 16,
      propertyOrder: 3,
      items: { title: 'Server', type: 'string', format: 'host' },
    },
  },
};

const ACCOUNT: JsonSchema = {
  type: 'string',
  maxLength: 32,
  pattern: '^[a-z_][a-z0-9_-]*$',
  default: 'root',
};

/** Files that travel with the configuration, with their owners. */
export const linuxFilesSection: JsonSchema = {
  ...filesSection,
  items: {
    ...filesSection.items,
    properties: {
      ...filesSection.items?.properties,
      owner: { ...ACCOUNT, title: 'Owner', propertyOrder: 2.1 },
      group: { ...ACCOUNT, title: 'Group', propertyOrder: 2.2 },
    },
  },
};
