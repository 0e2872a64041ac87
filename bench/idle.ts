// How soon a controller is ready on an existing database, and how much memory it takes when nothing happens.
//
//   npm run bench -- idle [--devices 1000]
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startControllerProcess } from './support/controller-process.ts';
import { closeControllerClient, openClient, registerDevices } from './support/register-devices.ts';
import { residentMb } from './support/resident-memory.ts';

const { values } = parseArgs({ options: { devices: { type: 'string', default: '1000' } } });
const count = Number(values.devices);

const first = await startControllerProcess();
const client = openClient(first.url, 16);
await registerDevices(client, { sharedSecret: first.sharedSecret, count, atOnce: 16 });
await closeControllerClient(client);
const busyMb = residentMb(first.pid);
await first.stop({ keepData: true });

const second = await startControllerProcess({ dataDir: first.dataDir });
// Long enough for what a start leaves to be done.
await setTimeout(10_000);
const idleMb = residentMb(second.pid);
await second.stop();

console.log(
  JSON.stringify({ devices: count, readyMs: Math.round(second.readyMs), idleMb, afterRegisteringMb: busyMb }),
);
