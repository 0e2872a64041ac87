import { defineModule } from '../../platform/module.ts';
import { activateAtBoot } from './boot-activation.ts';
import { openConfigStore } from './config-store.ts';
import type { NetworkSetup } from './network-setup.ts';
import { openOwnNamespaces } from './own-namespaces.ts';
import { declareNetworkConfigs } from './routes.ts';

/** Network configurations: files, activation with namespaces, Wi-Fi and apps, and what happens at the start of the box. */
export const networkConfigModule = defineModule({
  name: 'network-config',
  register: (context) => {
    const stopping = new AbortController();
    const setup: NetworkSetup = {
      context,
      store: openConfigStore(context.paths.networkConfig),
      ownNamespaces: openOwnNamespaces(context.paths.networkConfig, context.settings.netnsDir),
      watches: new Map(),
      stopped: stopping.signal,
    };
    declareNetworkConfigs(setup);

    let booting: Promise<void> = Promise.resolve();
    return {
      start: async () => {
        try {
          await setup.store.prepare();
        } catch (error) {
          context.log.error({ err: error }, 'the folder of network configurations cannot be used');
        }
        if (!context.settings.bootActivation) return;
        booting = activateAtBoot(setup).catch((error: unknown) =>
          context.log.error({ err: error }, 'the start of the network failed'),
        );
      },
      // What was set up stays: only the waiting ends.
      stop: async () => {
        stopping.abort();
        await booting;
        const watches = [...setup.watches.values()];
        for (const watch of watches) watch.abort.abort();
        await Promise.all(watches.map((watch) => watch.done));
      },
    };
  },
});
