/**
 * A worker process for the contract suite to kill: says "ready", takes jobs named `contract.survive`, says "started"
 * and never ends one.
 */
import { openContractQueue, type ContractStore } from './open-contract-queue.ts';

const { queue } = openContractQueue(JSON.parse(process.argv[2] ?? '') as ContractStore);
queue.define({
  name: 'contract.survive',
  run: () => {
    process.stdout.write('started\n');
    return new Promise<void>(() => {});
  },
});
await queue.start();
process.stdout.write('ready\n');
