import { defineModule } from '../../platform/module.ts';

export const authModule = defineModule({ name: 'auth', register: () => {} });
