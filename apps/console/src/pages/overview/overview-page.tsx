import { Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconPlus, IconRouter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { formatCount } from '../../format/count.ts';
import { useOrganization } from '../../frame/use-organization.ts';
import { deviceStatuses, statusHealth, type Health } from '../../model/health.ts';
import type { NamedCount, Overview } from '../../model/overview.ts';
import { Activity } from '../../parts/activity.tsx';
import { CountBars } from '../../parts/count-bars.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink, ButtonLink } from '../../parts/router-link.tsx';
import { StackedBar } from '../../parts/stacked-bar.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { useMay } from '../../session/session-context.ts';
import './overview-page.css';
import { VerdictBanner } from './verdict-banner.tsx';
import { verdictOf } from './verdict.ts';

const AddDeviceButton = () => {
  const { t } = useTranslation();
  const may = useMay();
  return may('add', 'config.device') ? (
    <ButtonLink to="/devices/add" leftSection={<IconPlus size={16} />}>
      {t('overview.empty.add')}
    </ButtonLink>
  ) : null;
};

const contactHealth = { recent: 'ok', stale: 'problem', never: 'unknown' } as const satisfies Record<
  string,
  Health
>;

const StatusPanels = ({ overview }: { overview: Overview }) => {
  const { t, i18n } = useTranslation();
  const { total, by_status, seen } = overview.devices;
  const all = (
    <AnchorLink to="/devices" size="sm">
      {t('overview.devices', { count: total, formatted: formatCount(total, i18n.language) })}
    </AnchorLink>
  );
  return (
    <>
      <div data-wide>
        <Panel title={t('overview.configuration')} aside={all}>
          <StackedBar
            title={t('overview.configuration')}
            parts={deviceStatuses.map((status) => ({
              label: t(`status.${status}`),
              meaning: t(`statusMeaning.${status}`),
              health: statusHealth(status),
              count: by_status[status],
              to: '/devices',
              search: { status },
            }))}
          />
        </Panel>
      </div>
      <div data-wide>
        <Panel title={t('overview.contact')}>
          <StackedBar
            title={t('overview.contact')}
            parts={(['recent', 'stale', 'never'] as const).map((kind) => ({
              label: t(`overview.seen.${kind}`),
              meaning: t(`overview.seenMeaning.${kind}`),
              health: contactHealth[kind],
              count: seen[kind],
              to: '/devices',
              search: { seen: kind },
            }))}
          />
        </Panel>
      </div>
    </>
  );
};

const RecentPanel = ({ overview }: { overview: Overview }) => {
  const { t, i18n } = useTranslation();
  const pending = overview.jobs.pending_changes;
  const entries = overview.recent.slice(0, 10).map(({ id, created, device, status, reason }) => ({
    id,
    health: statusHealth(status),
    title: (
      <>
        <AnchorLink to={`/devices/${device.id}`} fw={550} size="sm">
          {device.name}
        </AnchorLink>{' '}
        {t(`status.${status}`)}
      </>
    ),
    text: reason,
    time: created,
  }));
  return (
    <Panel title={t('overview.recent')}>
      {pending > 0 ? (
        <Text size="sm" c="dimmed" role="status">
          {t('overview.pending', { count: pending, formatted: formatCount(pending, i18n.language) })}
        </Text>
      ) : null}
      {entries.length > 0 ? (
        <Activity entries={entries} clamped />
      ) : (
        <Text size="sm" c="dimmed">
          {t('overview.recentEmpty')}
        </Text>
      )}
    </Panel>
  );
};

const NewDevicesPanel = ({ overview }: { overview: Overview }) => {
  const { t } = useTranslation();
  const all = (
    <AnchorLink to="/devices" search={{ sort: '-created' }} size="sm">
      {t('overview.allDevices')}
    </AnchorLink>
  );
  return (
    <Panel title={t('overview.newDevices')} aside={all}>
      <ul className="new-devices">
        {overview.new_devices.map(({ id, name, created }) => (
          <li key={id}>
            <Link to={`/devices/${id}`}>
              <span className="ellipsis">{name}</span>
              <TimeAgo time={created} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

const CountsPanel = ({ title, counts }: { title: string; counts: readonly NamedCount[] }) => {
  const { t } = useTranslation();
  const bars = counts.map(({ name, count }, index) => {
    // The remainder comes last and is no name of anything.
    if (name === 'other' && index === counts.length - 1) return { label: t('overview.other'), count };
    return name === ''
      ? { label: t('overview.unnamed'), count }
      : { label: name, count, search: { q: name } };
  });
  return (
    <Panel title={title}>
      <CountBars bars={bars} empty={t('overview.nothing')} />
    </Panel>
  );
};

const FirstDevice = () => {
  const { t } = useTranslation();
  return (
    <section className="surface">
      <EmptyState icon={IconRouter} title={t('overview.empty.title')} actions={<AddDeviceButton />}>
        {t('overview.empty.text')}
      </EmptyState>
    </section>
  );
};

/** The fleet at a glance: is everything well, what is not, what changed just before? */
export const OverviewPage = () => {
  const { t } = useTranslation();
  const organization = useOrganization();
  const { data, error, refetch } = useQuery({
    queryKey: ['overview', organization?.id],
    queryFn: async ({ signal }) =>
      (await unwrap(
        api.GET('/api/v1/controller/overview/', {
          params: { query: organization ? { organization: organization.id } : {} },
          signal,
        }),
      )) as Overview,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  if (!data) return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  return (
    <Page title={t('overview.title')} actions={data.devices.total > 0 ? <AddDeviceButton /> : null}>
      {data.devices.total === 0 ? (
        <FirstDevice />
      ) : (
        <div className="overview">
          <VerdictBanner verdict={verdictOf(data)} />
          <StatusPanels overview={data} />
          <div data-main>
            <RecentPanel overview={data} />
          </div>
          <NewDevicesPanel overview={data} />
          <CountsPanel title={t('overview.models')} counts={data.models} />
          <CountsPanel title={t('overview.os')} counts={data.os} />
          <CountsPanel title={t('overview.systems')} counts={data.systems} />
        </div>
      )}
    </Page>
  );
};
