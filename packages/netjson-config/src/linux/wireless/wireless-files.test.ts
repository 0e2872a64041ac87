import { describe, expect, test } from 'vitest';
import {
  accessPoint,
  interfaces,
  manifestOf,
  member,
  network,
  radio,
  station,
} from '../../../test/support/linux-entries.ts';
import type { JsonObject } from '../../index.ts';

describe('wireless', () => {
  test('an access point in a bridge', () => {
    const config = {
      radios: [radio({ country: 'IT', channel_width: 40 })],
      ...interfaces(
        { name: 'lan', type: 'bridge', bridge_members: [] },
        accessPoint('wlan0', { network: ['lan'] }),
      ),
    };
    expect(member(config, 'etc/hostapd/wlan0.conf')).toBe(`interface=wlan0
driver=nl80211
country_code=IT
ieee80211d=1
hw_mode=g
channel=6
ieee80211n=1
ht_capab=[HT40+]
bridge=lan
ctrl_interface=/run/hostapd
ssid2="net"
wmm_enabled=1
`);
    expect(network(config, 'wlan0')).toContain('LinkLocalAddressing=no\nKeepMaster=yes\n');
    expect(manifestOf(config).services).toEqual([
      { unit: 'systemd-networkd.service', enabled: true },
      { unit: 'hostapd@wlan0.service', enabled: true },
    ]);
  });

  test.each<[JsonObject, string]>([
    [{ protocol: '802.11b', channel: 1 }, 'hw_mode=b\nchannel=1\n'],
    [{ protocol: '802.11g', channel: 0 }, 'hw_mode=g\nchannel=acs_survey\n'],
    [{ protocol: '802.11a', channel: 36 }, 'hw_mode=a\nchannel=36\n'],
    [{ channel: 9, channel_width: 40 }, 'channel=9\nieee80211n=1\nht_capab=[HT40-]\n'],
    [{ channel: 44, channel_width: 40 }, 'hw_mode=a\nchannel=44\nieee80211n=1\nht_capab=[HT40+]\n'],
    [{ channel: 153, channel_width: 40 }, 'ht_capab=[HT40-]\n'],
    [
      { protocol: '802.11ac', channel: 60, channel_width: 80 },
      'ht_capab=[HT40+]\nieee80211ac=1\nvht_oper_chwidth=1\nvht_oper_centr_freq_seg0_idx=58\n',
    ],
    [
      { protocol: '802.11ac', channel: 112, channel_width: 160 },
      'vht_oper_chwidth=2\nvht_oper_centr_freq_seg0_idx=114\n',
    ],
    [
      { protocol: '802.11ax', channel: 149, channel_width: 80 },
      'ieee80211ax=1\nvht_oper_chwidth=1\nvht_oper_centr_freq_seg0_idx=155\nhe_oper_chwidth=1\nhe_oper_centr_freq_seg0_idx=155\n',
    ],
    [{ protocol: '802.11ax', channel: 0, band: '2g' }, 'channel=acs_survey\nieee80211n=1\nieee80211ax=1\n'],
    [
      { protocol: '802.11ax', channel: 37, band: '6g', channel_width: 160 },
      'channel=37\nop_class=134\nieee80211ax=1\nhe_oper_chwidth=2\nhe_oper_centr_freq_seg0_idx=47\n',
    ],
    [
      { protocol: '802.11ax', channel: 53, band: '6g', channel_width: 80 },
      'op_class=133\nieee80211ax=1\nhe_oper_chwidth=1\nhe_oper_centr_freq_seg0_idx=55\n',
    ],
  ])('the radio %j', (settings, lines) => {
    const encryption = { protocol: 'owe' };
    const config = { radios: [radio(settings)], ...interfaces(accessPoint('wlan0', { encryption })) };
    expect(member(config, 'etc/hostapd/wlan0.conf')).toContain(lines);
  });

  test('radios that are switched off run nothing', () => {
    const config = {
      radios: [radio({ disabled: true, tx_power: 7, phy: 'phy1' })],
      ...interfaces(accessPoint('wlan0'), station('wlan1')),
    };
    const { services, radios, interfaces: planned, files } = manifestOf(config);
    expect(services).toEqual([{ unit: 'systemd-networkd.service', enabled: true }]);
    expect(radios).toEqual([
      { name: 'radio0', phy: 'phy1', disabled: true, tx_power: 7, interfaces: ['wlan0', 'wlan1'] },
    ]);
    expect(planned.map(({ state }) => state)).toEqual(['down', 'down']);
    expect(files.every(({ purpose }) => purpose === 'networkd')).toBe(true);
  });

  test('a station', () => {
    const encryption = { protocol: 'wpa2_personal', key: 'pass "phrase"' };
    const config = {
      radios: [radio({ country: 'IT' })],
      ...interfaces(station('wlan0', { ssid: 'say "hi"', hidden: true, encryption })),
    };
    expect(
      member(config, 'etc/wpa_supplicant/wpa_supplicant-wlan0.conf'),
    ).toBe(`ctrl_interface=/run/wpa_supplicant
country=IT

network={
	ssid=7361792022686922
	scan_ssid=1
	key_mgmt=WPA-PSK
	proto=RSN
	pairwise=CCMP
	psk="pass "phrase""
}
`);
  });

  test('lists of clients', () => {
    const config = interfaces(accessPoint('wlan0', { macfilter: 'allow', maclist: ['02-00-00-00-00-0A'] }));
    expect(member(config, 'etc/hostapd/wlan0.conf')).toContain(
      'macaddr_acl=1\naccept_mac_file=/etc/hostapd/wlan0.accept\n',
    );
    expect(member(config, 'etc/hostapd/wlan0.accept')).toBe('02:00:00:00:00:0a\n');
  });
});
