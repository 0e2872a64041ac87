import { expect, it } from 'vitest';
import { iwDev, iwInfoWithLinks } from './iw-dev.fixture.ts';
import { listIwInterfaces, parseIwDev } from './iw-dev.ts';

it('reads every interface that has a name', () => {
  expect(parseIwDev(iwDev)).toEqual([
    {
      name: 'wlan2',
      phy: 'phy2',
      ifindex: 7,
      address: '9c:ef:d5:fa:11:02',
      ssid: undefined,
      type: 'monitor',
      frequency: 5500,
      channel: 100,
      width: 20,
      txPower: 18,
    },
    {
      name: 'wlan1',
      phy: 'phy1',
      ifindex: 5,
      address: '9c:ef:d5:fa:11:01',
      ssid: 'Café ',
      type: 'managed',
      frequency: 5180,
      channel: 36,
      width: 80,
      txPower: 22,
    },
    {
      name: 'wlan0',
      phy: 'phy0',
      ifindex: 3,
      address: 'dc:a6:32:aa:bb:cc',
      ssid: undefined,
      type: 'AP',
      frequency: 2412,
      channel: 1,
      width: 20,
      txPower: 31,
    },
  ]);
});

it('reads one interface with its radio, and of several links the first', () => {
  expect(parseIwDev(iwInfoWithLinks)).toEqual([
    expect.objectContaining({
      name: 'wlan3',
      phy: 'phy3',
      ssid: 'Lab 7',
      address: '02:00:00:00:03:00',
      frequency: 6135,
      channel: 37,
      width: 160,
    }),
  ]);
});

it('knows nothing of an interface about which nothing is said', () => {
  expect(parseIwDev('phy#0\n\tInterface wlan0\n')).toEqual([
    expect.objectContaining({ name: 'wlan0', phy: 'phy0', type: undefined, frequency: undefined }),
  ]);
});

it.each(['', 'nl80211 not found.\n', 'phy#0\n', '\tssid Lab\n'])('finds no interface in %j', (text) => {
  expect(parseIwDev(text)).toEqual([]);
});

it('asks for all interfaces', async () => {
  const asked: unknown[] = [];
  const run = async (argv: unknown) => {
    asked.push(argv);
    return { stdout: iwDev, stderr: '', exitCode: 0 };
  };
  expect(await listIwInterfaces(run, '/sbin/iw')).toHaveLength(3);
  expect(asked).toEqual([['/sbin/iw', 'dev']]);
});
