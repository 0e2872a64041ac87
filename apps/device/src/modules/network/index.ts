import { defineModule } from '../../platform/module.ts';
import { declareInfoOperations } from './info/operations.ts';
import { declareInterfaceOperations } from './interfaces/operations.ts';
import { declareVlanOperations } from './vlan/operations.ts';
import { declareWlanOperations } from './wlan/operations.ts';

/** Interfaces, VLANs, facts about the network, and WLAN through wpa_supplicant. */
export const networkModule = defineModule({
  name: 'network',
  register: (context) => {
    declareInterfaceOperations(context);
    declareVlanOperations(context);
    declareInfoOperations(context);
    declareWlanOperations(context);
  },
});
