import { CommandError, tolerant, type CommandResult } from '../../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { textError } from '../../../platform/http/answer-error.ts';
import type { VlanAddress } from './vlan-address.ts';

/** A VLAN and its interface, whose name is `<parent>.<id>`. */
export interface Vlan {
  parent: string;
  id: number;
  name: string;
}

export type VlanContext = Pick<DeviceContext, 'run' | 'settings' | 'privileged' | 'networkLock' | 'log'>;

/**
 * Makes a VLAN with its addresses, in place of one that is there. When it cannot be finished it is removed again.
 *
 * @throws AnswerError 500 with what the tool said.
 */
export const replaceVlan = (
  context: VlanContext,
  vlan: Vlan,
  addresses: readonly VlanAddress[],
): Promise<void> =>
  context.networkLock(async () => {
    if (await exists(context, vlan)) await remove(context, vlan);
    const { privileged } = context;
    const { parent, id, name } = vlan;
    await orFail(`Failed to create VLAN ${id} on interface ${parent}`, () =>
      privileged.perform('vlan-add', { parent, id }),
    );
    try {
      await orFail(`Failed to raise VLAN ${id} on interface ${parent}`, () =>
        privileged.perform('link-up', { name }),
      );
      for (const address of addresses) await addAddress(context, vlan, address);
    } catch (error) {
      await rollBack(context, vlan);
      throw error;
    }
  });

/**
 * Removes a VLAN and ends its DHCP client.
 *
 * @throws AnswerError 500 with what the tool said; also for a VLAN that does not exist, unless `allowMissing`.
 */
export const deleteVlan = (context: VlanContext, vlan: Vlan, allowMissing: boolean): Promise<void> =>
  context.networkLock(async () => {
    if (allowMissing && !(await exists(context, vlan))) return;
    await remove(context, vlan);
  });

const exists = async ({ run, settings }: VlanContext, { name }: Vlan): Promise<boolean> =>
  (await tolerant(run)([settings.ip, '-j', 'addr', 'show', name])).exitCode === 0;

const remove = async (context: VlanContext, { parent, id, name }: Vlan): Promise<void> => {
  const { privileged } = context;
  await endDhcp(context, name);
  await orFail(`Failed to down VLAN ${id} on interface ${parent}`, () =>
    privileged.perform('link-down', { name }),
  );
  await orFail(`Failed to delete interface ${name}`, () => privileged.perform('link-delete', { name }));
};

/** A VLAN that is half made is none. What fails now can only be told to the log: the reason of the failure is the answer. */
const rollBack = async (context: VlanContext, { name }: Vlan): Promise<void> => {
  await endDhcp(context, name);
  try {
    await context.privileged.perform('link-delete', { name });
  } catch (error) {
    context.log.error({ err: error, interface: name }, 'a VLAN that was half made cannot be removed');
  }
};

/** There may be no DHCP client, or none installed. */
const endDhcp = async ({ privileged, log }: VlanContext, name: string): Promise<void> => {
  try {
    await privileged.perform('dhcpcd-stop', { interface: name });
  } catch (error) {
    log.debug({ err: error, interface: name }, 'no DHCP client was ended');
  }
};

/** Where there is no fixed address the place of it is taken by this one, as clients of the API know it. */
const anyAddress = { local: '0.0.0.0', prefixlen: 24, broadcast: undefined, anycast: undefined };

const waitFor: Readonly<Record<string, '4' | '6'>> = { inet: '4', inet6: '6' };

const addAddress = async (
  { privileged }: VlanContext,
  { name }: Vlan,
  { family, fixed, scope, validSeconds, preferredSeconds }: VlanAddress,
): Promise<void> => {
  const address = fixed ?? anyAddress;
  const { local, prefixlen } = address;
  await orFail(`Failed to add addresses ${local}/${prefixlen} to interface ${name}`, async () => {
    await privileged.perform('address-add', {
      interface: name,
      ...address,
      scope,
      validSeconds,
      preferredSeconds,
    });
    if (fixed === undefined)
      await privileged.perform('dhcpcd-start', { interface: name, waitForIp: waitFor[family] });
  });
};

const orFail = async (what: string, task: () => Promise<CommandResult | void>): Promise<void> => {
  try {
    await task();
  } catch (error) {
    if (error instanceof CommandError) throw textError(500, `${what}: ${error.message}`);
    throw error;
  }
};
