import { Alert, Button, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconCheck, IconSend, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { formatDuration } from '../../format/duration.ts';
import { serverText } from '../../i18n/server-text.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';

/** Sends a test to a webhook and waits for its outcome. */
export const useWebhookTest = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/webhooks/webhook/{id}/test/', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['item', 'webhook', id] }),
  });
};

type WebhookTest = ReturnType<typeof useWebhookTest>;

export const TestButton = ({ test }: { test: WebhookTest }) => {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      leftSection={<IconSend size={16} />}
      loading={test.isPending}
      onClick={() => test.mutate()}
    >
      {t('webhooks.test.send')}
    </Button>
  );
};

/** How the last test went. */
export const TestOutcome = ({ test }: { test: WebhookTest }) => {
  const { t, i18n } = useTranslation();
  if (test.error) {
    return (
      <div style={{ marginBottom: 16 }}>
        <ErrorAlert error={test.error} />
      </div>
    );
  }
  if (!test.data) return null;
  const { delivered, status, error, duration_ms } = test.data;
  return (
    <Alert
      role="status"
      variant="light"
      mb="md"
      color={delivered ? 'green' : 'red'}
      icon={delivered ? <IconCheck size={18} /> : <IconX size={18} />}
      title={delivered ? t('webhooks.test.delivered') : t('webhooks.test.failed')}
      withCloseButton
      closeButtonLabel={t('common.close')}
      onClose={() => test.reset()}
    >
      <Text size="sm">
        {delivered && status !== null
          ? t('webhooks.test.deliveredText', {
              status,
              duration: formatDuration(duration_ms, i18n.language),
            })
          : serverText(error)}
      </Text>
    </Alert>
  );
};
