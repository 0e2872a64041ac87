import { about } from './about.ts';
import { account } from './account.ts';
import { addDevice } from './add-device.ts';
import { audit } from './audit.ts';
import { common } from './common.ts';
import { devices } from './devices.ts';
import { editor } from './editor.ts';
import { error } from './error.ts';
import { frame } from './frame.ts';
import { groups } from './groups.ts';
import { keyboard } from './keyboard.ts';
import { list } from './list.ts';
import { login } from './login.ts';
import { organizations } from './organizations.ts';
import { overview } from './overview.ts';
import { schemaForm } from './schema-form.ts';
import { status, statusMeaning } from './status.ts';
import { templates } from './templates.ts';

/** The English catalogue; the shape that every other language follows. */
export const english = {
  about,
  account,
  addDevice,
  audit,
  common,
  devices,
  editor,
  error,
  frame,
  groups,
  keyboard,
  list,
  login,
  organizations,
  overview,
  schemaForm,
  status,
  statusMeaning,
  templates,
} as const;
