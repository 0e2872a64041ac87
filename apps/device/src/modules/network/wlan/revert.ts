import { parseIpJson } from '../../../adapters/ip-json.ts';
import { parseIwDev } from '../../../adapters/iw-dev.ts';
import { CommandError } from '../../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { textError } from '../../../platform/http/answer-error.ts';
import { boolean, object, text, withDefault } from '../../../platform/model/model.ts';
import { namespaceName } from '../../../platform/namespace-name.ts';
import { interfaceParameter } from '../interfaces/interface-parameter.ts';

/** Body of `revert`. */
export const revertRequest = object({
  iface: interfaceParameter(),
  namespace: text({ pattern: namespaceName, fault: 'not a name of a network namespace' }),
  delete_namespace: withDefault(boolean(), true),
});

export interface Revert {
  iface: string;
  namespace: string;
  delete_namespace: boolean;
}

/**
 * Brings an interface back from a network namespace into the one of the service: a wireless one with its radio, for
 * it cannot move alone.
 *
 * @returns what was done, in words
 * @throws AnswerError 400 when there is no such namespace or interface, 500 with what the tool said
 */
export const revertInterface = (
  { privileged, networkLock }: Pick<DeviceContext, 'privileged' | 'networkLock'>,
  { iface, namespace, delete_namespace: deleteNamespace }: Revert,
): Promise<string> =>
  networkLock(async () => {
    const links = await attempt(
      (message) => textError(400, `Namespace unknown : ${message}`),
      () => privileged.perform('namespace-links', { namespace }),
    );
    if (!parseIpJson(links.stdout)?.some(({ ifname }) => ifname === iface))
      throw textError(400, `Interface unknown : ${iface} is not in ${namespace}`);
    const failed = (message: string) =>
      textError(500, `Failed to revert ${iface} from ${namespace}: ${message}`);
    const phy = await radioOf(privileged, iface, namespace);
    await attempt(failed, () =>
      phy === undefined
        ? privileged.perform('link-to-root', { name: iface, namespace })
        : privileged.perform('radio-to-root', { phy, namespace }),
    );
    if (deleteNamespace) await attempt(failed, () => privileged.perform('namespace-delete', { namespace }));
    return `${[iface, ...(phy === undefined ? [] : [phy])].join(' and ')} reverted to root from ${namespace}`;
  });

/** Undefined for an interface that is not wireless, and on a box without any. */
const radioOf = async (
  privileged: DeviceContext['privileged'],
  iface: string,
  namespace: string,
): Promise<string | undefined> => {
  try {
    const { stdout } = await privileged.perform('wireless-list', { namespace });
    return parseIwDev(stdout).find(({ name }) => name === iface)?.phy;
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
};

const attempt = async <Result>(
  asAnswer: (message: string) => Error,
  task: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await task();
  } catch (error) {
    if (error instanceof CommandError) throw asAnswer(error.message);
    throw error;
  }
};
