import type { DeviceIdentity } from './device-identity.ts';
import { seededRandom } from './random.ts';

/**
 * The identity of stand-in device number `index`: always the same for the same seed and prefix, so that a second
 * run meets the records of the first. Indexes up to 2^24 - 1 give distinct MAC addresses.
 *
 * The name is `<prefix>-<seed>-<index>`; the MAC address is a locally administered one.
 */
export function generateIdentity(options: {
  readonly seed: number;
  readonly index: number;
  readonly prefix: string;
}): DeviceIdentity {
  const { seed, index, prefix } = options;
  const random = seededRandom(seed, index);
  const hardware = pick(hardwareCatalogue, random());
  const family = Math.floor(seededRandom(seed)() * 0x10000);
  const bytes = [0x02, family >> 8, family & 0xff, (index >> 16) & 0xff, (index >> 8) & 0xff, index & 0xff];
  return {
    macAddress: bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'),
    hostname: `${prefix}-${seed}-${String(index).padStart(4, '0')}`,
    hardwareId: '',
    hardwareIdIsKey: false,
    model: hardware.model,
    os: pick(releases, random()),
    system: hardware.system,
    tags: [],
  };
}

/** @param chance at least 0, below 1, so the index is always one of the list's */
function pick<Item>(items: readonly Item[], chance: number): Item {
  return items[Math.floor(chance * items.length)] as Item;
}

/** Devices and their systems on chip, as OpenWrt names them. */
const hardwareCatalogue = [
  { model: 'GL.iNet GL-MT1300', system: 'MediaTek MT7621 ver:1 eco:3' },
  { model: 'GL.iNet GL-MT3000', system: 'ARMv8 Processor rev 4' },
  { model: 'TP-Link Archer C7 v5', system: 'Qualcomm Atheros QCA956X ver 1 rev 0' },
  { model: 'TP-Link EAP225-Outdoor v1', system: 'Qualcomm Atheros QCA956X ver 1 rev 0' },
  { model: 'Ubiquiti UniFi 6 Lite', system: 'MediaTek MT7621 ver:1 eco:3' },
  { model: 'Ubiquiti NanoStation AC loco', system: 'Atheros AR9342 rev 3' },
  { model: 'Linksys E8450 (UBI)', system: 'ARMv8 Processor rev 4' },
  { model: 'Raspberry Pi 4 Model B Rev 1.4', system: 'ARMv8 Processor rev 3' },
];

const releases = [
  'OpenWrt 23.05.3 r23809-234f1a2efa',
  'OpenWrt 23.05.5 r24106-10cc5fcd00',
  'OpenWrt 24.10.0 r28427-6df0e3d02a',
];
