import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from './contract.ts';
import { startWithPrograms, whileProgram, type ProgramStage } from './start-with-programs.ts';

const programs = {
  ip: `echo '[{"dst":"default","gateway":"192.0.2.1","dev":"eth0"}]'`,
  ping: "echo 'rtt min/avg/max/mdev = 1.000/12.345/20.000/0.000 ms'",
  arping: "echo 'Unicast reply from 192.0.2.1 [02:00:00:00:00:01]  0.612ms'",
  lsusb: "echo 'Bus 001 Device 002: ID 046d:c31c Logitech, Inc. Keyboard'",
  ufw: `cat <<END
Status: active

To                         Action      From
--                         ------      ----
22/tcp                     ALLOW       Anywhere
END`,
};

/** Section 3.10. */
export const utilsContract: Contract<ProgramStage> = {
  title: 'utilities',
  start: async () => {
    const page = createServer((_request, response) => response.end('localhost'));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const stage = await startWithPrograms(programs, {
      NETLOOM_REACHABILITY_HOST: 'localhost',
      NETLOOM_REACHABILITY_URL: `http://127.0.0.1:${(page.address() as AddressInfo).port}`,
    });
    return {
      ...stage,
      stop: async () => {
        await stage.stop();
        page.closeAllConnections();
        page.close();
      },
    };
  },
  operations: [
    {
      operation: 'GET /utils/reachability',
      success: {
        answer: {
          'Ping Google': '12.345ms',
          'Browse Google': 'OK',
          'Ping Gateway': '12.345ms',
          'Arping Gateway': '1ms',
        },
      },
      errors: [
        {
          status: 503,
          when: 'without a default gateway',
          ...whileProgram('ip', "echo '[]'"),
          answer: { error: 'No default gateway found' },
        },
        {
          status: 503,
          when: 'when the routes cannot be read',
          ...whileProgram('ip', 'echo no netlink >&2; exit 2'),
          answer: { error: 'Failed to determine network configuration: no netlink (exit code 2)' },
        },
      ],
    },
    {
      operation: 'GET /utils/usb',
      success: { answer: { interfaces: ['Logitech, Inc. Keyboard'] } },
      errors: [
        {
          status: 500,
          when: 'when lsusb fails',
          ...whileProgram('lsusb', 'exit 1'),
          answer: 'Internal Server Error',
        },
        {
          status: 500,
          when: 'without lsusb',
          ...whileProgram('lsusb', undefined),
          answer: 'Internal Server Error',
        },
      ],
    },
    {
      operation: 'GET /utils/ufw',
      success: {
        answer: { status: 'active', ports: [{ To: '22/tcp', Action: 'ALLOW', From: 'Anywhere' }] },
      },
      errors: [
        {
          status: 500,
          when: 'when ufw fails',
          ...whileProgram('ufw', 'exit 1'),
          answer: 'Internal Server Error',
        },
        {
          status: 503,
          when: 'without ufw',
          ...whileProgram('ufw', undefined),
          answer: { error: 'UFW is not installed.' },
        },
      ],
    },
  ],
};
