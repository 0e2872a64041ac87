import { defineModule } from '../src/platform/module.ts';

/** A module that ends the program, without any warning, between the commit of a change and everything that follows. */
export const netloomModule = defineModule({
  name: 'die-after-commit',
  requires: ['audit', 'configuration'],
  migrations: [],
  register: ({ events }) => {
    events.on('organization.disabled', () => void process.kill(process.pid, 'SIGKILL'));
  },
});
