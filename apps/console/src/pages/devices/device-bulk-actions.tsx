import { Text } from '@mantine/core';
import { IconFolderSymlink, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format/count.ts';
import type { DeviceRow } from '../../model/device.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ReferenceSelect } from '../../parts/reference-select.tsx';
import type { BulkAction, BulkDialogProps } from '../../resource/define-resource.ts';

type Props = BulkDialogProps<DeviceRow>;

const useCounted = (rows: readonly DeviceRow[]) => {
  const { i18n } = useTranslation();
  return { count: rows.length, formatted: formatCount(rows.length, i18n.language) };
};

const DeactivateDialog = ({ rows, onCancel, onRun }: Props) => {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('devices.deactivate.titleMany', useCounted(rows))}
      confirm={t('devices.action.deactivate')}
      danger
      onCancel={onCancel}
      onConfirm={() => onRun({ action: 'deactivate' })}
    >
      <Text size="sm">{t('devices.deactivate.text')}</Text>
    </ConfirmDialog>
  );
};

const ActivateDialog = ({ rows, onCancel, onRun }: Props) => {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('devices.activate.titleMany', useCounted(rows))}
      confirm={t('devices.action.activate')}
      onCancel={onCancel}
      onConfirm={() => onRun({ action: 'activate' })}
    >
      <Text size="sm">{t('devices.activate.text')}</Text>
    </ConfirmDialog>
  );
};

const DeleteDialog = ({ rows, onCancel, onRun }: Props) => {
  const { t } = useTranslation();
  const count = String(rows.length);
  return (
    <ConfirmDialog
      title={t('devices.delete.titleMany', useCounted(rows))}
      confirm={t('common.delete')}
      danger
      typed={{ label: t('common.typeCount', { count: rows.length }), text: count }}
      onCancel={onCancel}
      onConfirm={() => onRun({ action: 'delete' })}
    >
      <Text size="sm">{t('devices.delete.text')}</Text>
    </ConfirmDialog>
  );
};

const ChangeGroupDialog = ({ rows, onCancel, onRun }: Props) => {
  const { t } = useTranslation();
  const counted = useCounted(rows);
  const [group, setGroup] = useState<string | null>(null);
  const organizations = new Set(rows.map(({ organization }) => organization));
  const [organization] = organizations;
  const single = organizations.size === 1 && organization !== undefined;
  return (
    <ConfirmDialog
      title={t('devices.changeGroup.title', counted)}
      confirm={t('devices.action.changeGroup')}
      onCancel={onCancel}
      onConfirm={() => (single ? onRun({ action: 'change', params: { group } }) : onCancel())}
    >
      <Text size="sm">
        {single ? t('devices.changeGroup.text') : t('devices.changeGroup.oneOrganization')}
      </Text>
      {single ? (
        <ReferenceSelect
          label={t('devices.field.group')}
          path="/api/v1/controller/group/"
          query={{ organization }}
          placeholder={t('devices.changeGroup.none')}
          clearable
          data-autofocus
          value={group}
          onChange={setGroup}
        />
      ) : null}
    </ConfirmDialog>
  );
};

/** What can be done to many devices at once. */
export const deviceBulkActions: readonly BulkAction<DeviceRow>[] = [
  {
    id: 'group',
    label: (t) => t('devices.action.changeGroup'),
    icon: IconFolderSymlink,
    permission: 'change',
    applies: (row) => !row.is_deactivated,
    dialog: (props) => <ChangeGroupDialog {...props} />,
  },
  {
    id: 'deactivate',
    label: (t) => t('devices.action.deactivate'),
    icon: IconPlayerPause,
    permission: 'add',
    applies: (row) => !row.is_deactivated,
    dialog: (props) => <DeactivateDialog {...props} />,
  },
  {
    id: 'activate',
    label: (t) => t('devices.action.activate'),
    icon: IconPlayerPlay,
    permission: 'add',
    applies: (row) => row.is_deactivated,
    dialog: (props) => <ActivateDialog {...props} />,
  },
  {
    id: 'delete',
    label: (t) => t('common.delete'),
    icon: IconTrash,
    permission: 'delete',
    danger: true,
    applies: (row) => row.is_deactivated && row.config_status !== 'deactivating',
    dialog: (props) => <DeleteDialog {...props} />,
  },
];
