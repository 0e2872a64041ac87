import { joinFleet, type Router, type SimulatedDevice } from './simulated-device.ts';

/** The part of a controller that seeding needs. */
export interface SeedTarget {
  url: string;
  sharedSecret: string;
  defaultOrganizationId: string;
  /** `Authorization` header of a superuser. */
  bearer: string;
}

export interface Fleet {
  devices: SimulatedDevice[];
  /** Ids by name. */
  templates: Record<string, string>;
  groups: Record<string, string>;
  organizations: Record<string, string>;
  /** Ids of users by name. */
  people: Record<string, string>;
  webhooks: Record<string, string>;
}

const hardware = [
  {
    model: 'GL.iNet GL-MT1300',
    system: 'MediaTek MT7621 ver:1 eco:3',
    os: 'OpenWrt 23.05.5 r24106-10cc5fcd00',
  },
  {
    model: 'TP-Link Archer C7 v5',
    system: 'Qualcomm Atheros QCA956X ver 1 rev 0',
    os: 'OpenWrt 22.03.7 r20341',
  },
  {
    model: 'Ubiquiti UniFi 6 Lite',
    system: 'MediaTek MT7621 ver:1 eco:3',
    os: 'OpenWrt 24.10.0 r28427-6df0e3d02a',
  },
  { model: 'Ubiquiti NanoStation M5 (XW)', system: 'Atheros AR9342 rev 3', os: 'OpenWrt 22.03.7 r20341' },
  {
    model: 'Raspberry Pi 4 Model B',
    system: 'ARMv8 Processor rev 3 (v8l)',
    os: 'OpenWrt 24.10.0 r28427-6df0e3d02a',
  },
] as const;

const places = ['roof', 'lobby', 'hall', 'cellar', 'yard', 'library', 'cafe', 'station'];

/** Routers with names, addresses and hardware that look like a city's network. */
export const routers = (count: number, block = 7): Router[] =>
  Array.from({ length: count }, (_, index) => {
    const kind = hardware[(index * index + index) % hardware.length] ?? hardware[0];
    const place = places[index % places.length] ?? 'roof';
    const byte = (value: number): string => (value % 256).toString(16).padStart(2, '0').toUpperCase();
    return {
      name: `${place}-ap-${String(Math.floor(index / places.length) + 1).padStart(2, '0')}`,
      mac: `02:00:5E:${byte(block)}:${byte(Math.floor(index / 256))}:${byte(index)}`,
      managementIp: `10.${block}.${Math.floor(index / 200)}.${(index % 200) + 10}`,
      ...kind,
    };
  });

const templateBodies = (organization: string) => [
  {
    name: 'City WiFi',
    organization: null,
    required: true,
    default: true,
    default_values: { ssid: 'City WiFi', country: 'CH' },
    tags: ['public', 'city'],
    config: {
      interfaces: [
        {
          type: 'wireless',
          name: 'wlan0',
          wireless: {
            radio: 'radio0',
            mode: 'access_point',
            ssid: '{{ ssid }}',
            encryption: { protocol: 'none' },
            network: ['lan'],
          },
        },
      ],
    },
  },
  {
    name: 'Time and DNS',
    organization: null,
    default: true,
    default_values: { ntp_server: '0.openwrt.pool.ntp.org' },
    config: {
      general: { timezone: 'Europe/Zurich' },
      ntp: { enabled: true, server: ['{{ ntp_server }}'] },
      dns_servers: ['192.0.2.53', '198.51.100.53'],
    },
  },
  {
    name: 'Management SSH key',
    organization,
    default_values: { admin_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample netloom' },
    config: {
      files: [{ path: '/etc/dropbear/authorized_keys', mode: '0600', contents: '{{ admin_key }}\n' }],
    },
  },
  {
    name: '5 GHz radio',
    organization,
    tags: ['dual-band'],
    default_values: { channel_5ghz: 36 },
    config: {
      radios: [
        {
          name: 'radio1',
          phy: 'phy1',
          driver: 'mac80211',
          protocol: '802.11ac',
          channel: 36,
          channel_width: 80,
          country: 'CH',
        },
      ],
    },
  },
  {
    name: 'LAN bridge',
    organization,
    config: {
      interfaces: [
        {
          type: 'bridge',
          name: 'br-lan',
          network: 'lan',
          bridge_members: ['eth0', 'wlan0'],
          addresses: [{ proto: 'static', family: 'ipv4', address: '192.168.1.1', mask: 24 }],
        },
      ],
    },
  },
];

interface Created {
  id: string;
}

/** Calls the REST API; anything but success is an error. */
export const must = async (
  target: SeedTarget,
  method: string,
  path: string,
  body?: unknown,
): Promise<Created> => {
  const answer = await fetch(`${target.url}/api/v1/${path}`, {
    method,
    headers: { authorization: target.bearer, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Created;
};

const seedTemplates = async (target: SeedTarget): Promise<Record<string, string>> => {
  const ids: Record<string, string> = {};
  for (const body of templateBodies(target.defaultOrganizationId)) {
    const { id } = await must(target, 'POST', 'controller/template/', {
      type: 'generic',
      backend: 'netjsonconfig.OpenWrt',
      default: false,
      required: false,
      ...body,
    });
    ids[body.name] = id;
  }
  return ids;
};

const webhookName = 'Ticket system';

const seedPeople = async (target: SeedTarget, harbour: string): Promise<Record<string, string>> => {
  const organization = target.defaultOrganizationId;
  const manager = [{ organization, is_admin: true }];
  const member = [{ organization, is_admin: false }];
  const bodies = [
    {
      username: 'vera.meier',
      first_name: 'Vera',
      last_name: 'Meier',
      groups: [2],
      organization_users: manager,
    },
    { username: 'olga', first_name: 'Olga', last_name: 'Petrova', groups: [1], organization_users: manager },
    { username: 'tom.invited', first_name: 'Tom', password: null, groups: [1], organization_users: manager },
    { username: 'guest-17', is_staff: false, organization_users: member },
  ];
  const ids: Record<string, string> = {};
  for (const body of bodies) {
    const { id } = await must(target, 'POST', 'users/user/', {
      email: `${body.username}@example.org`,
      password: 'a-Seeded-password-1',
      is_staff: true,
      is_active: true,
      ...body,
    });
    ids[body.username] = id;
  }
  await must(target, 'POST', 'users/membership/', {
    user: ids['vera.meier'],
    organization: harbour,
    is_admin: true,
  });
  await must(target, 'POST', `users/user/${ids['guest-17'] ?? ''}/deactivate/`);
  return ids;
};

const rollback =
  'wifi: radio1 does not come up: channel 165 is not allowed in country CH\nnetifd: radio1 (2417): command failed: Invalid argument (-22)\nThe new configuration was taken back.';

/** Fills a controller over its public ways: the REST API and the protocol of the devices. */
export const seedFleet = async (target: SeedTarget, count: number): Promise<Fleet> => {
  const organization = target.defaultOrganizationId;
  const harbour = await must(target, 'POST', 'users/organization/', {
    name: 'Harbour WiFi',
    slug: 'harbour',
    description: 'The guests of the harbour and its boats',
  });
  const templates = await seedTemplates(target);
  const groups: Record<string, string> = {};
  for (const [name, description] of [
    ['Old town', 'Access points on the roofs of the old town'],
    ['Library', 'All floors of the public library'],
  ] as const) {
    const group = await must(target, 'POST', 'controller/group/', {
      name,
      organization,
      description,
      templates: [templates['Management SSH key']],
      context: name === 'Library' ? { ssid: 'Library' } : {},
      meta_data: {},
    });
    groups[name] = group.id;
  }

  const webhook = await must(target, 'POST', 'webhooks/webhook/', {
    name: webhookName,
    url: 'https://tickets.example.org/netloom',
    organization,
    topics: ['device.*', 'config.status-changed'],
    // Nobody listens there.
    enabled: false,
  });

  const devices: SimulatedDevice[] = [];
  for (const router of routers(count)) devices.push(await joinFleet(target.url, target.sharedSecret, router));
  for (const [index, device] of devices.entries()) {
    if (index % 9 === 4) continue;
    await device.fetchConfiguration();
    if (index % 17 === 8) await device.report('error', rollback);
    else await device.report('applied');
  }
  const first = devices[0];
  if (first) {
    await must(target, 'PATCH', `controller/device/${first.id}/`, {
      group: groups['Library'],
      notes: 'Third floor, above the reading room. Key at the front desk.',
    });
  }
  const retired = devices.at(-1);
  if (retired && count > 3) {
    await must(target, 'POST', `controller/device/${retired.id}/deactivate/`);
    await retired.fetchConfiguration();
    await retired.report('applied');
  }
  const people = await seedPeople(target, harbour.id);
  return {
    devices,
    templates,
    groups,
    organizations: { default: organization, harbour: harbour.id },
    people,
    webhooks: { [webhookName]: webhook.id },
  };
};
