import { Button, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconRepeat } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { formatCount } from '../../format/count.ts';
import { formatDuration } from '../../format/duration.ts';
import { serverText } from '../../i18n/server-text.ts';
import type { Delivery, Webhook } from '../../model/webhook.ts';
import { CodeBlock } from '../../parts/code-block.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { toast } from '../../parts/toast.ts';
import { useRestoreFocus } from '../../parts/use-restore-focus.ts';
import { useMay } from '../../session/session-context.ts';
import { DeliveryBadge } from './delivery-badge.tsx';
import { useDelivery } from './use-deliveries.ts';

/** The topic of tests, which are not repeated. */
const ping = 'ping';

interface Props {
  webhook: Webhook;
  /** Of the delivery. */
  id: string;
  /** Shows another delivery. */
  onOpen: (id: string) => void;
  onClose: () => void;
}

const DeliveryFacts = ({ delivery, onOpen }: { delivery: Delivery; onOpen: (id: string) => void }) => {
  const { t, i18n } = useTranslation();
  const { attempts, status, duration_ms, error, replay_of } = delivery;
  return (
    <Facts
      facts={[
        {
          label: t('webhooks.deliveries.state'),
          value: <DeliveryBadge delivery={delivery} />,
        },
        ...(error === '' ? [] : [{ label: t('webhooks.delivery.error'), value: serverText(error) }]),
        { label: t('webhooks.deliveries.answer'), value: status },
        {
          label: t('webhooks.deliveries.duration'),
          value: duration_ms === null ? null : formatDuration(duration_ms, i18n.language),
        },
        { label: t('webhooks.deliveries.attempts'), value: formatCount(attempts, i18n.language) },
        { label: t('webhooks.deliveries.time'), value: <TimeAgo time={delivery.created} /> },
        ...(delivery.last_attempt
          ? [{ label: t('webhooks.delivery.lastAttempt'), value: <TimeAgo time={delivery.last_attempt} /> }]
          : []),
        ...(delivery.next_attempt
          ? [{ label: t('webhooks.delivery.nextAttempt'), value: <TimeAgo time={delivery.next_attempt} /> }]
          : []),
        { label: t('webhooks.delivery.event'), value: delivery.event, copy: delivery.event, mono: true },
        { label: t('webhooks.delivery.id'), value: delivery.id, copy: delivery.id, mono: true },
        ...(replay_of === null
          ? []
          : [
              {
                label: t('webhooks.delivery.replayOf'),
                value: (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    className="mono"
                    onClick={() => onOpen(replay_of)}
                  >
                    {replay_of}
                  </Button>
                ),
              },
            ]),
      ]}
    />
  );
};

const Replay = ({
  webhook,
  delivery,
  onOpen,
}: Pick<Props, 'webhook' | 'onOpen'> & { delivery: Delivery }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/webhooks/webhook/{webhook_id}/deliveries/{id}/replay/', {
          params: { path: { webhook_id: webhook.id, id: delivery.id } },
        }),
      ),
    onSuccess: async (made) => {
      toast(t('webhooks.delivery.replayed'));
      await client.invalidateQueries({ queryKey: ['item', 'webhook', webhook.id, 'deliveries'] });
      onOpen(String(made['id']));
    },
  });
  const obstacle =
    delivery.topic === ping
      ? t('webhooks.delivery.replayTest')
      : webhook.enabled
        ? undefined
        : t('webhooks.delivery.replayOff');
  return (
    <Stack gap={6}>
      {replay.error ? <ErrorAlert error={replay.error} /> : null}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconRepeat size={16} />}
          disabled={obstacle !== undefined}
          loading={replay.isPending}
          onClick={() => replay.mutate()}
        >
          {t('webhooks.delivery.replay')}
        </Button>
        <Text size="xs" c="dimmed" style={{ flex: 1 }}>
          {obstacle ?? t('webhooks.delivery.replayHelp')}
        </Text>
      </Group>
    </Stack>
  );
};

/** One delivery: what was sent, what came back, and the way to send it again. */
export const DeliveryDrawer = ({ webhook, id, onOpen, onClose }: Props) => {
  const { t } = useTranslation();
  const may = useMay();
  useRestoreFocus();
  const { data: delivery, error, refetch } = useDelivery(webhook.id, id);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={delivery ? t('webhooks.deliveries.open', { topic: delivery.topic }) : t('webhooks.delivery.id')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {delivery ? (
        <Stack gap="md">
          {may('change', 'webhooks.webhook') ? (
            <Replay webhook={webhook} delivery={delivery} onOpen={onOpen} />
          ) : null}
          <DeliveryFacts delivery={delivery} onOpen={onOpen} />
          <div>
            <Title order={3} size="h4" mb={6}>
              {t('webhooks.delivery.request')}
            </Title>
            <CodeBlock code={JSON.stringify(delivery.body, null, 2)} label={t('webhooks.delivery.request')} />
          </div>
          <div>
            <Title order={3} size="h4" mb={6}>
              {t('webhooks.delivery.response')}
            </Title>
            {delivery.response === '' ? (
              <Text size="sm" c="dimmed">
                {delivery.status === null
                  ? t('webhooks.deliveries.noAnswer')
                  : t('webhooks.delivery.noResponse')}
              </Text>
            ) : (
              <CodeBlock code={delivery.response} label={t('webhooks.delivery.response')} />
            )}
          </div>
        </Stack>
      ) : error ? null : (
        <Skeleton height={320} />
      )}
    </Drawer>
  );
};
