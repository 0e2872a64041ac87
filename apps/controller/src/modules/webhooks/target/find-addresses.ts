import { DeliveryFailure } from './delivery-failure.ts';
import { isPublicAddress } from './public-address.ts';
import { reasonOf } from './reason-of.ts';
import type { HostAddress } from './resolve-host.ts';

/**
 * The addresses that a host has now, none of them private unless that is allowed.
 *
 * @throws DeliveryFailure when there are none, or one of them must not be reached.
 */
export const findAddresses = async (
  host: string,
  options: {
    allowPrivate: boolean;
    signal: AbortSignal;
    resolve: (host: string) => Promise<HostAddress[]>;
  },
): Promise<HostAddress[]> => {
  const addresses = await unlessAborted(options.resolve(host), options.signal).catch((error: unknown) => {
    throw new DeliveryFailure(`The host could not be resolved: ${reasonOf(error)}.`);
  });
  if (addresses.length === 0) throw new DeliveryFailure('The host has no address.');
  // Which one it is stays here: strangers must not learn what this network calls its machines.
  if (!options.allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new DeliveryFailure('The host has an address that is not public.');
  return addresses;
};

const unlessAborted = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('it took too long'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
