/** In the form of iw 5.19, for a box with an on-board radio and two in USB ports. */
export const iwDev = `phy#2
	Interface wlan2
		ifindex 7
		wdev 0x200000001
		addr 9C:EF:D5:FA:11:02
		type monitor
		channel 100 (5500 MHz), width: 20 MHz (no HT), center1: 5500 MHz
		txpower 18.00 dBm
phy#1
	Unnamed/non-netdev interface
		wdev 0x100000002
		addr 42:ef:d5:fa:11:01
		type P2P-device
	Interface wlan1
		ifindex 5
		wdev 0x100000001
		addr 9c:ef:d5:fa:11:01
		ssid Caf\\xc3\\xa9\\x20
		type managed
		channel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz
		txpower 22.00 dBm
		multicast TXQ:
			qsz-byt	qsz-pkt	flows	drops	marks	overlmt	hashcol	tx-bytes	tx-packets
			0	0	0	0	0	0	0	0		0
phy#0
	Interface wlan0
		ifindex 3
		wdev 0x1
		addr dc:a6:32:aa:bb:cc
		type AP
		channel 1 (2412 MHz), width: 20 MHz, center1: 2412 MHz
		txpower 31.00 dBm
`;

/** `iw dev wlan3 info` in the form of iw 6.9, for a Wi-Fi 7 device with two links. */
export const iwInfoWithLinks = `Interface wlan3
	ifindex 9
	wdev 0x300000001
	addr 02:00:00:00:03:00
	ssid Lab 7
	type managed
	wiphy 3
	txpower 20.00 dBm
	link 0:
		link ID  0 link addr 02:00:00:00:03:01
		   channel 37 (6135 MHz), width: 160 MHz, center1: 6185 MHz
	link 1:
		link ID  1 link addr 02:00:00:00:03:02
		   channel 6 (2437 MHz), width: 20 MHz, center1: 2437 MHz
`;
