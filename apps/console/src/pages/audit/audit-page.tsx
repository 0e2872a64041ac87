import { Alert, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { DiffView } from '../../editor/diff-view.tsx';
import { absoluteTime } from '../../format/absolute-time.ts';
import type { AuditEntry } from '../../model/audit-entry.ts';
import { Columns } from '../../parts/columns.tsx';
import { Facts } from '../../parts/facts.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { ThingPage } from '../../thing/thing-page.tsx';
import { actionWords, kindWords, objectAddress, viaWords } from './action-words.ts';

const EntryFacts = ({ entry }: { entry: AuditEntry }) => {
  const { t, i18n } = useTranslation();
  const address = objectAddress(entry.kind, entry.object);
  const name = entry.label === '' ? entry.object : entry.label;
  return (
    <Panel title={t('devices.facts')}>
      <Facts
        facts={[
          { label: t('audit.field.created'), value: absoluteTime(new Date(entry.created), i18n.language) },
          { label: t('audit.field.user'), value: entry.username },
          { label: t('audit.field.via'), value: viaWords(entry.via) },
          ...(entry.token_name ? [{ label: t('audit.field.token'), value: entry.token_name }] : []),
          { label: t('audit.field.ip'), value: entry.ip, copy: entry.ip, mono: true },
          { label: t('audit.field.action'), value: actionWords(entry.action) },
          { label: t('audit.field.kind'), value: kindWords(entry.kind) },
          {
            label: t('audit.field.object'),
            value: address ? <AnchorLink to={address}>{name}</AnchorLink> : name,
            copy: entry.object,
          },
          { label: t('audit.field.number'), value: String(entry.id) },
          { label: t('audit.field.hash'), value: entry.hash, copy: entry.hash, mono: true },
        ]}
      />
    </Panel>
  );
};

const Change = ({ entry }: { entry: AuditEntry }) => {
  const { t } = useTranslation();
  const { before, after, unreadable } = entry;
  if (unreadable)
    return (
      <Alert color="red" icon={<IconAlertTriangle size={18} />}>
        {t('audit.unreadable')}
      </Alert>
    );
  if (before !== null || after !== null) return <DiffView before={print(before)} after={print(after)} />;
  return (
    <Text size="sm" c="dimmed">
      {t('audit.noChange')}
    </Text>
  );
};

const print = (value: unknown): string => (value === null ? '' : JSON.stringify(value, null, 2));

/** One entry of the audit log, with what it changed. */
export const AuditPage = () => {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const {
    data: entry,
    error,
    refetch,
  } = useQuery({
    queryKey: ['item', 'audit-entry', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/audit/entry/{id}/', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!entry) return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  const { username, action, label, kind } = entry;
  return (
    <ThingPage
      list={{ to: '/audit', label: t('audit.title') }}
      to={`/audit/${id}`}
      title={`${actionWords(action)}: ${label === '' ? kindWords(kind) : label}`}
      meta={
        <>
          {username} · <TimeAgo time={entry.created} />
        </>
      }
      tabs={[
        {
          id: 'entry',
          label: t('audit.title'),
          content: (
            <Columns>
              <Panel title={t('audit.change')}>
                <Change entry={entry} />
              </Panel>
              <EntryFacts entry={entry} />
            </Columns>
          ),
        },
      ]}
    />
  );
};
