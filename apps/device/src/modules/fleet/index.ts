import { defineModule } from '../../platform/module.ts';
import { createFleet } from './fleet.ts';
import { declareFleetOperations } from './routes/fleet-operations.ts';

/** The box as a member of a controller's fleet: joins, keeps in step, tells its health. */
export const fleetModule = defineModule({
  name: 'fleet',
  register: (context) => {
    const fleet = createFleet(context);
    declareFleetOperations(context, fleet);
    return { start: fleet.start, stop: fleet.stop };
  },
});
