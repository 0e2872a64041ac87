import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../parts/code-block.tsx';
import { useRestoreFocus } from '../../parts/use-restore-focus.ts';

/** Shows recovery codes, which nobody will show again. */
export const RecoveryCodesDialog = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const { t } = useTranslation();
  useRestoreFocus();
  return (
    <Modal
      opened
      onClose={onKept}
      centered
      title={t('account.factor.recoveryTitle')}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text size="sm">{t('account.factor.recoveryText')}</Text>
        <CodeBlock code={codes.join('\n')} label={t('account.factor.recovery')} />
        <Group justify="flex-end">
          <Button onClick={onKept}>{t('account.factor.recoveryKept')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
};
