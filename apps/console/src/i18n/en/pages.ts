import { about } from './about.ts';
import { account } from './account.ts';
import { addDevice } from './add-device.ts';
import { audit } from './audit.ts';
import { devices } from './devices.ts';
import { editor } from './editor.ts';
import { groups } from './groups.ts';
import { list } from './list.ts';
import { login } from './login.ts';
import { organizations } from './organizations.ts';
import { people } from './people.ts';
import { permissionGroups } from './permission-groups.ts';
import { schemaForm } from './schema-form.ts';
import { server } from './server.ts';
import { templates } from './templates.ts';
import { users } from './users.ts';
import { webhooks } from './webhooks.ts';

/** What all other pages say. */
export const texts = {
  about,
  account,
  addDevice,
  audit,
  devices,
  editor,
  groups,
  list,
  login,
  organizations,
  people,
  permissionGroups,
  schemaForm,
  server,
  templates,
  users,
  webhooks,
} as const;
