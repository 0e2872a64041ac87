import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../parts/code-block.tsx';
import { useRestoreFocus } from '../../parts/use-restore-focus.ts';

/** Shows the secret of a webhook, which nobody will show again. */
export const SecretDialog = ({ secret, onKept }: { secret: string; onKept: () => void }) => {
  const { t } = useTranslation();
  useRestoreFocus();
  return (
    <Modal
      opened
      onClose={onKept}
      centered
      title={t('webhooks.secret.shownTitle')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text size="sm">{t('webhooks.secret.shownText')}</Text>
        <CodeBlock code={secret} label={t('webhooks.secret.title')} />
        <Group justify="flex-end">
          <Button onClick={onKept}>{t('webhooks.secret.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
};
