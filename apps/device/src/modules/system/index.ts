import { defineModule } from '../../platform/module.ts';
import { declareDeviceOperations } from './device-operations.ts';
import { declareServiceOperations } from './service-operations.ts';

/** The box itself: what it is, how it does, and the services that may be switched on and off. */
export const systemModule = defineModule({
  name: 'system',
  register: (context) => {
    declareDeviceOperations(context);
    declareServiceOperations(context);
  },
});
