import { interfaceName } from '../interface-name.ts';
import { ipAddress } from '../model/ip-address.ts';
import { boolean, text } from '../model/model.ts';
import { action } from './privileged-action.ts';

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });

/** Small things about the box itself. */
export const boxActions = {
  'mode-file-create': action({}, (_params, { settings, paths }) => ({
    kind: 'write',
    path: paths.system(settings.stateFile),
    content: 'classic',
    mode: 0o644,
  })),
  /** What Bluetooth is switched to when the box starts the next time. */
  'bluetooth-remember': action({ powered: boolean() }, (params, { settings, paths }) => ({
    kind: 'write',
    path: paths.system(settings.bluetoothStateFile),
    content: params.powered ? '1' : '0',
    mode: 0o644,
  })),
  /** Only reads, but ufw tells nobody else. */
  'firewall-status': action({}, (_params, { settings }) => ({ kind: 'run', argv: [settings.ufw, 'status'] })),
  /** One question to a neighbour; raw packets are a privilege. */
  'arp-ask': action({ interface: name, address: ipAddress() }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.arping, '-c1', '-w2', '-I', params.interface, params.address],
    timeoutMs: 4000,
  })),
} as const;
