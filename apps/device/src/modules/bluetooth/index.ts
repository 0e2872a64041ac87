import { BusError } from '../../platform/bus/system-bus.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { serviceFailure, textError } from '../../platform/http/answer-error.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { text } from '../../platform/model/model.ts';
import { defineModule } from '../../platform/module.ts';
import { findAdapter, setPowered, type BluetoothAdapter } from './bluez.ts';

const tag = 'bluetooth';

/** The Bluetooth adapter: what it is, whom it is paired with, and its switch. */
export const bluetoothModule = defineModule({
  name: 'bluetooth',
  register: (context) => {
    declareStatus(context);
    declarePower(context);
  },
});

const declareStatus = (context: DeviceContext): void => {
  const string = { type: 'string' };
  declareOperation(context, {
    method: 'GET',
    path: '/bluetooth/status',
    tag,
    summary: 'Tell the state of the Bluetooth adapter',
    access: 'box-or-token',
    answer: {
      type: 'object',
      properties: {
        name: string,
        alias: string,
        addr: string,
        power: { type: 'string', enum: ['On', 'Off'] },
        paired_devices: {
          type: 'array',
          items: { type: 'object', properties: { name: string, addr: string }, required: ['name', 'addr'] },
        },
      },
      required: ['name', 'alias', 'addr', 'power', 'paired_devices'],
    },
    errors: { 500: 'BlueZ does not answer.', 503: 'There is no Bluetooth hardware.' },
    handle: async () => {
      const { name, alias, address, powered, paired } = await adapterOf(context);
      return {
        name,
        alias,
        addr: address,
        power: powered ? 'On' : 'Off',
        paired_devices: paired.map((device) => ({ name: device.name, addr: device.address })),
      };
    },
  });
};

const declarePower = (context: DeviceContext): void => {
  const { bus, log, privileged } = context;
  declareOperation(context, {
    method: 'POST',
    path: '/bluetooth/power/:action',
    tag,
    summary: 'Switch Bluetooth on or off',
    description: 'Also remembers it for the next start of the box.',
    access: 'box-or-token',
    params: { action: text({ description: '`on` or `off`' }) },
    answer: {
      type: 'object',
      properties: { status: { type: 'string' }, action: { type: 'string', enum: ['on', 'off'] } },
      required: ['status', 'action'],
    },
    errors: {
      400: 'The action is neither `on` nor `off`.',
      500: 'BlueZ does not answer.',
      503: 'There is no Bluetooth hardware, or it cannot be switched.',
    },
    handle: async ({ params: { action } }) => {
      if (action !== 'on' && action !== 'off') throw textError(400, "Invalid action. Use 'on' or 'off'.");
      const powered = action === 'on';
      const adapter = await adapterOf(context);
      if (adapter.powered !== powered)
        await setPowered(bus, adapter, powered).catch((error: unknown) => {
          log.warn({ err: error }, `Bluetooth cannot be switched ${action}`);
          throw textError(503, `Bluetooth failed to turn ${action}`);
        });
      // Bluetooth is switched by now: that the next start may not know it is no failure of this call.
      await privileged
        .perform('bluetooth-remember', { powered })
        .catch((error: unknown) => log.warn({ err: error }, 'the state of Bluetooth cannot be remembered'));
      return { status: 'success', action };
    },
  });
};

const adapterOf = async ({ bus, settings, log }: DeviceContext): Promise<BluetoothAdapter> => {
  const adapter = await findAdapter(bus, settings.bluetoothAdapter).catch((error: unknown) => {
    if (!(error instanceof BusError)) throw error;
    log.error({ err: error }, 'BlueZ does not answer');
    throw serviceFailure();
  });
  if (adapter === undefined) throw textError(503, 'Bluetooth hardware not found');
  return adapter;
};
