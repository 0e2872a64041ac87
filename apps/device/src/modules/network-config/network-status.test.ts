import { describe, expect, it } from 'vitest';
import { parseIwFacts } from './network-status.ts';

// Recorded with iw 5.19 on a box with three radios.
const recorded = `phy#2
	Unnamed/non-netdev interface
		wdev 0x200000002
		addr 02:00:00:00:02:01
		type P2P-device
		txpower 20.00 dBm
	Interface wlan0
		ifindex 3
		wdev 0x200000001
		addr 02:00:00:11:22:33
		ssid Lab: main
		type managed
		channel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz
		txpower 22.00 dBm
		multicast TXQ:
			qsz-byt	qsz-pkt	flows	drops	marks	overlmt	hashcol	tx-bytes	tx-packets
			0	0	0	0	0	0	0	0		0
phy#1
	Interface wlanpi1
		ifindex 5
		type monitor
		flags
		note : odd
	Unnamed/non-netdev interface
		wdev 0x100000002
		type P2P-device
`;

describe('the facts of iw dev', () => {
  it('are told by interface; radios, nameless devices and queues are not', () => {
    expect(parseIwFacts(recorded)).toEqual({
      wlan0: {
        ifindex: '3',
        wdev: '0x200000001',
        addr: '02:00:00:11:22:33',
        ssid: 'Lab: main',
        type: 'managed',
        channel: '36 (5180 MHz), width: 80 MHz, center1: 5210 MHz',
        txpower: '22.00 dBm',
      },
      wlanpi1: { ifindex: '5', type: 'monitor', flags: '', note: 'odd' },
    });
    expect(parseIwFacts('')).toEqual({});
  });

  it('take any name for a name', () => {
    const facts = parseIwFacts('phy#0\n\tInterface __proto__\n\t\ttype managed\n');
    expect(JSON.stringify(facts)).toBe('{"__proto__":{"type":"managed"}}');
  });
});
