import type { Language } from '../i18n/languages.ts';

/** Who is logged in, and what they may see and do. */
export interface Session {
  user: {
    id: string;
    username: string;
    email: string | null;
    first_name: string;
    last_name: string;
    is_superuser: boolean;
    is_staff: boolean;
    /** What the person has chosen; null: nothing. */
    language: Language | null;
  };
  organizations: SessionOrganization[];
  /** Codes such as `config.change_device`. */
  permissions: string[];
  modules: string[];
  version: string;
  /** False where no mail server is set. */
  mail_enabled: boolean;
  /** False where the API takes no passwords but at the login. */
  auth_api: boolean;
  /** What must be done before anything else works. */
  restriction: 'second_factor_required' | null;
}

export interface SessionOrganization {
  id: string;
  name: string;
  slug: string;
  is_manager: boolean;
  is_owner: boolean;
}

export type Action = 'view' | 'add' | 'change' | 'delete';

/** A model as permissions name it: `config.device`. */
export type ModelName = `${string}.${string}`;

const code = (model: ModelName, action: Action): string => model.replace('.', `.${action}_`);

/** True when the person may do this to objects of the model. Who may change may also view. */
export const may = (session: Session, action: Action, model: ModelName): boolean => {
  if (session.user.is_superuser) return true;
  const held = (wanted: Action) => session.permissions.includes(code(model, wanted));
  return held(action) || (action === 'view' && held('change'));
};

/** First and last name, or the user name. */
export const displayName = ({ user }: Session): string =>
  `${user.first_name} ${user.last_name}`.trim() || user.username;
