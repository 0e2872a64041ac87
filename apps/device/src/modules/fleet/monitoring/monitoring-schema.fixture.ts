/** What a controller accepts as the health of a device (monitoring, section 5.3), as JSON Schema draft 7. */

const integer = { type: 'integer' };
const string = { type: 'string' };
const boolean = { type: 'boolean' };
const ip = {
  anyOf: [
    { type: 'string', format: 'ipv4' },
    { type: 'string', format: 'ipv6' },
  ],
};
const object = (properties: object, required: string[], more = true) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: more,
});
const integers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, integer]));

const disk = object(
  {
    mount_point: string,
    filesystem: string,
    ...integers('used_bytes', 'available_bytes', 'used_percent', 'size_bytes'),
  },
  ['mount_point', 'filesystem', 'used_bytes', 'available_bytes', 'used_percent', 'size_bytes'],
  false,
);

const client = object(
  {
    mac: string,
    ...Object.fromEntries(
      ['auth', 'authorized', 'ht', 'vht', 'wmm', 'mfp', 'he', 'assoc', 'wds', 'wps', 'preauth'].map(
        (name) => [name, boolean],
      ),
    ),
    ...integers('aid', 'signal', 'noise', 'bitrate', 'quality', 'quality_max'),
  },
  ['auth', 'authorized', 'ht', 'vht', 'wmm', 'mfp', 'mac'],
);

const wireless = object(
  {
    ssid: string,
    mode: string,
    country: string,
    htmode: string,
    ...integers('channel', 'frequency', 'noise', 'tx_power', 'signal'),
    clients: { type: 'array', items: client },
  },
  ['channel', 'country', 'frequency', 'mode', 'noise', 'ssid', 'tx_power'],
);

export const networkInterface = object(
  {
    name: string,
    type: string,
    mac: string,
    speed: string,
    ...integers('uptime', 'mtu', 'txqueuelen'),
    up: boolean,
    multicast: boolean,
    stp: boolean,
    bridge_members: { type: 'array', items: string },
    statistics: { type: 'object', additionalProperties: integer },
    wireless,
    addresses: {
      type: 'array',
      uniqueItems: true,
      items: object({ proto: string, family: string, address: ip, mask: integer }, [
        'proto',
        'family',
        'address',
        'mask',
      ]),
    },
  },
  ['name'],
);

export const monitoringSchema = object(
  {
    type: { const: 'DeviceMonitoring' },
    general: object({ hostname: string, ...integers('local_time', 'uptime') }, []),
    resources: object(
      {
        load: { type: 'array', items: { type: 'number' } },
        cpus: integer,
        memory: object(integers('total', 'free', 'buffered', 'shared', 'cached', 'available'), [
          'total',
          'free',
          'buffered',
          'shared',
        ]),
        swap: object(integers('total', 'free'), []),
        disk: { type: 'array', items: disk },
      },
      [],
    ),
    interfaces: { type: 'array', uniqueItems: true, items: networkInterface },
    neighbors: {
      type: 'array',
      items: object(
        { ip, interface: string, mac: string, vendor: string, state: string },
        ['ip', 'interface'],
        false,
      ),
    },
  },
  ['type'],
);
