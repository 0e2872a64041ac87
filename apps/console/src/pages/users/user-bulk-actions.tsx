import { Text } from '@mantine/core';
import { IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format/count.ts';
import type { UserRow } from '../../model/user.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import type { BulkAction, BulkDialogProps } from '../../resource/define-resource.ts';
import { mayEndAccount, mayManageAccount } from './user-rules.ts';

type Props = BulkDialogProps<UserRow>;

const useCounted = (rows: readonly UserRow[]) => {
  const { i18n } = useTranslation();
  return { count: rows.length, formatted: formatCount(rows.length, i18n.language) };
};

const ActivateDialog = ({ rows, onCancel, onRun }: Props) => {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('users.activate.titleMany', useCounted(rows))}
      confirm={t('users.activate.action')}
      onCancel={onCancel}
      onConfirm={() => onRun({ action: 'activate' })}
    >
      <Text size="sm">{t('users.activate.text')}</Text>
    </ConfirmDialog>
  );
};

const DeactivateDialog = ({ rows, onCancel, onRun }: Props) => {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('users.deactivate.titleMany', useCounted(rows))}
      confirm={t('users.deactivate.action')}
      danger
      onCancel={onCancel}
      onConfirm={() => onRun({ action: 'deactivate' })}
    >
      <Text size="sm">{t('users.deactivate.text')}</Text>
    </ConfirmDialog>
  );
};

const DeleteDialog = ({ rows, onCancel, onRun }: Props) => {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('users.delete.titleMany', useCounted(rows))}
      confirm={t('common.delete')}
      danger
      typed={{ label: t('common.typeCount', { count: rows.length }), text: String(rows.length) }}
      onCancel={onCancel}
      onConfirm={() => onRun({ action: 'delete' })}
    >
      <Text size="sm">{t('users.delete.text')}</Text>
      {rows.some(({ is_owner }) => is_owner) ? (
        <Text size="sm" c="var(--problem)">
          {t('users.delete.ownerText')}
        </Text>
      ) : null}
    </ConfirmDialog>
  );
};

export const userBulkActions: readonly BulkAction<UserRow>[] = [
  {
    id: 'activate',
    label: (t) => t('users.activate.action'),
    icon: IconLockOpen,
    permission: 'change',
    applies: (row, session) => row.is_active === false && mayManageAccount(session, row),
    dialog: (props) => <ActivateDialog {...props} />,
  },
  {
    id: 'deactivate',
    label: (t) => t('users.deactivate.action'),
    icon: IconLock,
    permission: 'change',
    danger: true,
    applies: (row, session) => row.is_active === true && mayEndAccount(session, row),
    dialog: (props) => <DeactivateDialog {...props} />,
  },
  {
    id: 'delete',
    label: (t) => t('common.delete'),
    icon: IconTrash,
    permission: 'delete',
    danger: true,
    applies: (row, session) => mayEndAccount(session, row),
    dialog: (props) => <DeleteDialog {...props} />,
  },
];
