import { humanize } from '../../schema-form/humanize.ts';

/** An action of the audit log as people say it: `logged-in` becomes `Logged in`. */
export const actionWords = (action: string): string => humanize(action);

/** Where the console shows objects of a kind, if it does. */
export const objectAddress = (kind: string, id: string): string | undefined => {
  const pages: Readonly<Record<string, string>> = {
    device: '/devices',
    template: '/templates',
    group: '/groups',
    organization: '/organizations',
    webhook: '/webhooks',
  };
  const page = pages[kind];
  return page === undefined || id === '' ? undefined : `${page}/${id}`;
};
