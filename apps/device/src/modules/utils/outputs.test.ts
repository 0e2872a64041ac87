import { describe, expect, it } from 'vitest';
import { parseFirewallStatus } from './firewall-status.ts';
import { usbNames } from './list-usb.ts';
import { nameServers } from './name-servers.ts';
import { arpingTime, pingTime } from './round-trip.ts';

describe('lsusb', () => {
  it('gives names without identifiers, and no hubs of the kernel', () => {
    const output = `Bus 002 Device 001: ID 1d6b:0003 Linux Foundation 3.0 root hub
Bus 001 Device 003: ID 0bda:8153 Realtek Semiconductor Corp. RTL8153 Gigabit Ethernet Adapter
Bus 001 Device 002: ID 046d:c31c Logitech, Inc. Keyboard
Bus 001 Device 004: ID 1234:5678
Bus 001 Device 005: ID 1234:5679 
Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
`;
    expect(usbNames(output)).toEqual([
      'Realtek Semiconductor Corp. RTL8153 Gigabit Ethernet Adapter',
      'Logitech, Inc. Keyboard',
    ]);
    expect(usbNames('')).toEqual([]);
  });
});

describe('ufw', () => {
  const table = (...rules: string[]) =>
    [
      'Status: active',
      '',
      'To                         Action      From',
      '--                         ------      ----',
    ]
      .concat(rules, '')
      .join('\n');

  it('gives the rules as they are documented', () => {
    expect(
      parseFirewallStatus(
        table(
          '22/tcp                     ALLOW       Anywhere                  ',
          '22/tcp (v6)                ALLOW       Anywhere (v6)             ',
        ),
      ),
    ).toEqual({
      status: 'active',
      ports: [
        { To: '22/tcp', Action: 'ALLOW', From: 'Anywhere' },
        { To: '22/tcp (v6)', Action: 'ALLOW', From: 'Anywhere (v6)' },
      ],
    });
  });

  it.each([
    ['53/udp                     DENY        192.0.2.0/24', '53/udp', 'DENY', '192.0.2.0/24'],
    ['22                         LIMIT       Anywhere', '22', 'LIMIT', 'Anywhere'],
    ['25                         REJECT      Anywhere', '25', 'REJECT', 'Anywhere'],
    ['22/tcp                     ALLOW IN    Anywhere', '22/tcp', 'ALLOW', 'IN Anywhere'],
    ['Nginx Full                 ALLOW       Anywhere', 'Nginx Full', 'ALLOW', 'Anywhere'],
    ['Nginx Full (v6)            LIMIT       Anywhere (v6)', 'Nginx Full (v6)', 'LIMIT', 'Anywhere (v6)'],
    ['80,443/tcp (Nginx Full)    ALLOW       Anywhere', '80,443/tcp (Nginx Full)', 'ALLOW', 'Anywhere'],
    ['Anywhere on eth0           ALLOW       10.0.0.0/8', 'Anywhere on eth0', 'ALLOW', '10.0.0.0/8'],
    ['Anywhere                   ALLOW OUT   Anywhere on eth0', 'Anywhere', 'ALLOW', 'OUT Anywhere on eth0'],
    ['192.0.2.1 22/tcp           ALLOW       2001:db8::/32', '192.0.2.1 22/tcp', 'ALLOW', '2001:db8::/32'],
    [
      '22/tcp                     ALLOW       Anywhere                   # ssh',
      '22/tcp',
      'ALLOW',
      'Anywhere # ssh',
    ],
  ])('reads %s', (line, To, Action, From) => {
    expect(parseFirewallStatus(table(line))?.ports).toEqual([{ To, Action, From }]);
  });

  it('reads the parts of a table below each other', () => {
    expect(
      parseFirewallStatus(table('22  ALLOW  Anywhere', '', '53  ALLOW OUT  Anywhere', '', 'x  y'))?.ports,
    ).toEqual([
      { To: '22', Action: 'ALLOW', From: 'Anywhere' },
      { To: '53', Action: 'ALLOW', From: 'OUT Anywhere' },
    ]);
  });

  it('may be inactive, or have no rules', () => {
    expect(parseFirewallStatus('Status: inactive\n')).toEqual({ status: 'inactive', ports: [] });
    expect(parseFirewallStatus('Status: active\n')).toEqual({ status: 'active', ports: [] });
    expect(parseFirewallStatus('ERROR: You need to be root\n')).toBeUndefined();
  });
});

describe('ping', () => {
  const output = (average: string) =>
    `--- 192.0.2.1 ping statistics ---\n1 packets transmitted, 1 received, 0% packet loss, time 0ms\nrtt min/avg/max/mdev = 1.000/${average}/3.000/0.000 ms\n`;
  it.each([
    ['12.345', '12.345ms'],
    ['12.340', '12.34ms'],
    ['12.000', '12.0ms'],
    ['0.046', '0.046ms'],
  ])('gives the average %s as %s', (average, text) => expect(pingTime(output(average))).toBe(text));

  it('gives nothing when nothing came back', () => {
    expect(pingTime('1 packets transmitted, 0 received, 100% packet loss, time 0ms\n')).toBeUndefined();
  });
});

describe('arping', () => {
  it.each([
    ['Unicast reply from 192.0.2.1 [02:00:00:00:00:01]  1.000ms\n', '1ms'],
    ['Unicast reply from 192.0.2.1 [02:00:00:00:00:01]  0.612ms\n', '1ms'],
    ['Unicast reply from 192.0.2.1 [02:00:00:00:00:01]  12.3ms\n', '13ms'],
    ['60 bytes from 02:00:00:00:00:01 (192.0.2.1): index=0 time=612.000 usec\n', '1ms'],
    ['60 bytes from 02:00:00:00:00:01 (192.0.2.1): index=0 time=7.006 msec\n', '8ms'],
  ])('says %j', (output, text) => expect(arpingTime(output)).toBe(text));

  it('says nothing of nobody', () => expect(arpingTime('Sent 1 probes (1 broadcast(s))\n')).toBeUndefined());
});

describe('resolv.conf', () => {
  it('names servers, of which three count', () => {
    expect(nameServers('nameserver 1.1.1.1\n#nameserver 9.9.9.9\noptions rotate\n nameserver x\n')).toEqual([
      '1.1.1.1',
    ]);
    expect(nameServers('nameserver a\nnameserver b\nnameserver c\nnameserver d')).toEqual(['a', 'b', 'c']);
    expect(nameServers('')).toEqual([]);
  });
});
