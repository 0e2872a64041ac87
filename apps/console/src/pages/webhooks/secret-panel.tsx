import { Button, Group, Stack, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { Webhook } from '../../model/webhook.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** What deliveries are signed with: it is not shown, but can be replaced. */
export const SecretPanel = ({ webhook: { id, name } }: { webhook: Pick<Webhook, 'id' | 'name'> }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const rotate = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/webhooks/webhook/{id}/rotate-secret/', { params: { path: { id } } })),
    onSuccess: async (made) => {
      setAsking(false);
      setSecret(made.secret);
      await client.invalidateQueries({ queryKey: ['item', 'webhook', id] });
    },
  });
  return (
    <Panel title={t('webhooks.secret.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('webhooks.secret.text')}
        </Text>
        <Group>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            onClick={() => {
              rotate.reset();
              setAsking(true);
            }}
          >
            {t('webhooks.secret.rotate')}
          </Button>
        </Group>
      </Stack>
      {asking ? (
        <ConfirmDialog
          title={t('webhooks.secret.rotateTitle', { name })}
          confirm={t('webhooks.secret.rotate')}
          danger
          busy={rotate.isPending}
          onCancel={() => setAsking(false)}
          onConfirm={() => rotate.mutate()}
        >
          {rotate.error ? <ErrorAlert error={rotate.error} /> : null}
          <Text size="sm">{t('webhooks.secret.rotateText')}</Text>
        </ConfirmDialog>
      ) : null}
      {secret === undefined ? null : <SecretDialog secret={secret} onKept={() => setSecret(undefined)} />}
    </Panel>
  );
};
