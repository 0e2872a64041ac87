import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { toast } from '../../parts/toast.ts';

interface Props {
  name: string;
  revoke: () => Promise<unknown>;
  /** After it, before the dialog has gone. */
  onRevoked: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a token is revoked. */
export const RevokeDialog = ({ name, revoke, onRevoked, onClose }: Props) => {
  const { t } = useTranslation();
  const run = useMutation({
    mutationFn: revoke,
    onSuccess: async () => {
      toast(t('account.tokens.revoked', { name }));
      onClose();
      await onRevoked();
    },
  });
  return (
    <ConfirmDialog
      title={t('account.tokens.revokeTitle', { name })}
      confirm={t('account.tokens.revoke')}
      danger
      busy={run.isPending}
      onCancel={onClose}
      onConfirm={() => run.mutate()}
    >
      {run.error ? <ErrorAlert error={run.error} /> : null}
      <Text size="sm">{t('account.tokens.revokeText')}</Text>
    </ConfirmDialog>
  );
};
