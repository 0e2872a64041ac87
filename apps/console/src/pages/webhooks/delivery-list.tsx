import { Button, SegmentedControl, Skeleton, Table, Text, UnstyledButton } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format/count.ts';
import { formatDuration } from '../../format/duration.ts';
import { serverText } from '../../i18n/server-text.ts';
import type { AddressSearch } from '../../model/address-search.ts';
import type { DeliveryRow, Webhook } from '../../model/webhook.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { DeliveryBadge } from './delivery-badge.tsx';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import './delivery-list.css';
import { useDeliveries } from './use-deliveries.ts';

const states = ['pending', 'delivered', 'failed'] as const satisfies readonly DeliveryRow['state'][];

const Row = ({ delivery, onOpen }: { delivery: DeliveryRow; onOpen: () => void }) => {
  const { t, i18n } = useTranslation();
  const { topic, attempts, status, duration_ms, error, created, replay_of } = delivery;
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton
          className="delivery-open"
          aria-label={t('webhooks.deliveries.open', { topic })}
          onClick={onOpen}
        >
          {topic}
        </UnstyledButton>
        {replay_of === null ? null : (
          <Text size="xs" c="dimmed">
            {t('webhooks.deliveries.replayed')}
          </Text>
        )}
        {error === '' ? null : <div className="delivery-error">{serverText(error)}</div>}
      </Table.Td>
      <Table.Td>
        <DeliveryBadge delivery={delivery} />
      </Table.Td>
      <Table.Td className="delivery-wide" ta="right">
        {formatCount(attempts, i18n.language)}
      </Table.Td>
      <Table.Td className="delivery-wide" ta="right">
        {status ?? (attempts > 0 ? t('webhooks.deliveries.noAnswer') : '–')}
      </Table.Td>
      <Table.Td className="delivery-wide" ta="right">
        {duration_ms === null ? '–' : formatDuration(duration_ms, i18n.language)}
      </Table.Td>
      <Table.Td ta="right" className="delivery-time">
        <TimeAgo time={created} />
      </Table.Td>
    </Table.Tr>
  );
};

/** What was sent to a webhook and what became of it; a delivery opens beside it. */
export const DeliveryList = ({ webhook }: { webhook: Webhook }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const address = useSearch({ strict: false });
  const state = states.find((each) => each === address['state']);
  const opened = address['delivery'];
  const deliveries = useDeliveries(webhook.id, state);
  const go = (changes: AddressSearch): void =>
    void navigate({ to: '.', search: (before: AddressSearch) => ({ ...before, ...changes }) });
  if (deliveries.error)
    return <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />;
  const rows = deliveries.data?.pages.flatMap(({ results }) => results) ?? [];
  const none = state ? t('webhooks.deliveries.nothingFound') : t('webhooks.deliveries.empty');
  return (
    <Panel
      title={t('webhooks.deliveries.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('webhooks.deliveries.filter')}
          value={state ?? 'all'}
          data={[
            { value: 'all', label: t('webhooks.deliveries.all') },
            ...states.map((value) => ({ value, label: t(`webhooks.deliveries.word.${value}`) })),
          ]}
          onChange={(value) => go({ state: value === 'all' ? undefined : value })}
        />
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {rows.length > 0 || deliveries.isPending ? t('webhooks.deliveries.text') : none}
      </Text>
      {deliveries.isPending ? <Skeleton height={160} /> : null}
      {rows.length > 0 ? (
        <div className="delivery-table-scroll">
          <Table aria-label={t('webhooks.deliveries.title')} verticalSpacing={7}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('webhooks.deliveries.topic')}</Table.Th>
                <Table.Th>{t('webhooks.deliveries.state')}</Table.Th>
                <Table.Th className="delivery-wide" ta="right">
                  {t('webhooks.deliveries.attempts')}
                </Table.Th>
                <Table.Th className="delivery-wide" ta="right">
                  {t('webhooks.deliveries.answer')}
                </Table.Th>
                <Table.Th className="delivery-wide" ta="right">
                  {t('webhooks.deliveries.duration')}
                </Table.Th>
                <Table.Th ta="right">{t('webhooks.deliveries.time')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((delivery) => (
                <Row key={delivery.id} delivery={delivery} onOpen={() => go({ delivery: delivery.id })} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : null}
      {deliveries.hasNextPage ? (
        <Button
          mt="sm"
          size="compact-sm"
          variant="default"
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {t('webhooks.deliveries.older')}
        </Button>
      ) : null}
      {opened === undefined ? null : (
        <DeliveryDrawer
          key={opened}
          webhook={webhook}
          id={opened}
          onOpen={(delivery) => go({ delivery })}
          onClose={() => go({ delivery: undefined })}
        />
      )}
    </Panel>
  );
};
