import { knownText } from '../../i18n/known-text.ts';
import { textName } from '../../i18n/text-name.ts';
import { humanize } from '../../schema-form/humanize.ts';

/** An action of the audit log as people say it: `logged-in` becomes `Logged in`. */
export const actionWords = (action: string): string =>
  knownText(`audit.actions.${textName(action)}`, humanize(action));

/** A kind of object as people say it. */
export const kindWords = (kind: string): string => knownText(`audit.kinds.${textName(kind)}`, humanize(kind));

/** How somebody proved who they are. */
export const viaWords = (via: string): string => knownText(`audit.vias.${textName(via)}`, humanize(via));

/** Where the console shows objects of a kind, if it does. */
export const objectAddress = (kind: string, id: string): string | undefined => {
  const pages: Readonly<Record<string, string>> = {
    user: '/users',
    device: '/devices',
    template: '/templates',
    group: '/groups',
    organization: '/organizations',
    webhook: '/webhooks',
  };
  // Device groups have UUIDs, permission groups numbers; the log calls both groups.
  const page = kind === 'group' && /^\d+$/.test(id) ? '/permission-groups' : pages[kind];
  return page === undefined || id === '' ? undefined : `${page}/${id}`;
};
