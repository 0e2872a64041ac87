import { defineModule } from '../../platform/module.ts';
import { declareHardwareOperations } from './hardware-operations.ts';
import { declareReachabilityOperation } from './reachability-operation.ts';

/** Small questions of people at a display: is the Internet there, what hangs on USB, what does the firewall let in. */
export const utilsModule = defineModule({
  name: 'utils',
  register: (context) => {
    declareReachabilityOperation(context);
    declareHardwareOperations(context);
  },
});
