import { unwrap } from '@netloom/api-client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import type { AuditEntryItem } from '../model/audit-entry.ts';
import { useMay, useSession } from '../session/session-context.ts';
import { AnchorLink } from './router-link.tsx';
import { TimeAgo } from './time-ago.tsx';

/** The newest entries of the audit log about an object; none for people who may not read it. */
export const useAuditEntries = (kind: string, id: string, count: number): readonly AuditEntryItem[] => {
  const may = useMay();
  const { modules } = useSession();
  const { data } = useQuery({
    queryKey: ['item', kind, id, 'audit', count],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/audit/entry/', {
          params: { query: { kind, object: id, page_size: count } },
          signal,
        }),
      ),
    enabled: modules.includes('audit') && may('view', 'audit.entry'),
  });
  return data?.results ?? [];
};

/** By whom an object was changed last, and when. */
export const ChangedBy = ({ kind, id }: { kind: string; id: string }) => {
  const { t } = useTranslation();
  const [last] = useAuditEntries(kind, id, 1);
  if (!last) return null;
  return (
    <>
      {' · '}
      <AnchorLink size="sm" c="inherit" to={`/audit/${last.id}`}>
        {t('audit.changedBy', { user: last.username })} <TimeAgo time={last.created} />
      </AnchorLink>
    </>
  );
};
