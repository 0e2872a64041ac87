import { Alert, Button, Stack, Text } from '@mantine/core';
import { unlessChangedSince, unwrap, type Versioned } from '@netloom/api-client';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { serverText } from '../../i18n/server-text.ts';
import { webhookState, type Webhook } from '../../model/webhook.ts';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { toastError } from '../../parts/toast.ts';
import { useMay } from '../../session/session-context.ts';

const SwitchedOff = ({ webhook }: { webhook: Versioned<Webhook> }) => {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const { id, etag, disabled_reason: reason } = webhook;
  const enable = useMutation({
    mutationFn: () =>
      unwrap(
        api.PATCH('/api/v1/webhooks/webhook/{id}/', {
          params: { path: { id }, header: unlessChangedSince(etag) },
          body: { enabled: true },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['item', 'webhook', id] });
      await client.invalidateQueries({ queryKey: ['list', 'webhook'] });
    },
    onError: (error) => toastError(error, t),
  });
  return (
    <Alert
      color="red"
      variant="light"
      mb="md"
      icon={<IconPlugConnectedX size={18} />}
      title={t('webhooks.disabled.title')}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{serverText(reason)}</Text>
        <Text size="sm">{t('webhooks.disabled.text')}</Text>
        {may('change', 'webhooks.webhook') ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={enable.isPending}
            onClick={() => enable.mutate()}
          >
            {t('webhooks.disabled.enable')}
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
};

/** Above the tabs of a webhook: that it lets nothing through, and since when. */
export const WebhookNotices = ({ webhook }: { webhook: Versioned<Webhook> }) => {
  const { t } = useTranslation();
  const state = webhookState(webhook);
  if (state === 'disabled') return <SwitchedOff webhook={webhook} />;
  if (state !== 'failing' || webhook.failing_since === null) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      mb="md"
      icon={<IconAlertTriangle size={18} />}
      title={t('webhooks.failing.title')}
    >
      <Text size="sm">
        {t('webhooks.failing.text')} {t('webhooks.failing.since')} <TimeAgo time={webhook.failing_since} />
      </Text>
    </Alert>
  );
};
