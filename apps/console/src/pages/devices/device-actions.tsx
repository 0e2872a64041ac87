import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import {
  IconDots,
  IconDownload,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { useShortcut } from '../../keyboard/shortcuts.tsx';
import type { Device } from '../../model/device.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay } from '../../session/session-context.ts';
import { EditDeviceDrawer } from './edit-device-drawer.tsx';
import { deviceArchive } from './use-device.ts';

type Question = 'edit' | 'deactivate' | 'delete';

const useSwitch = (device: Device, action: 'activate' | 'deactivate', onDone: () => void) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST(`/api/v1/controller/device/{id}/${action}/`, { params: { path: { id: device.id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['item', 'device', device.id] });
      toast(t(`devices.${action}.done`, { name: device.name }));
      onDone();
    },
  });
};

const DeactivateDialog = ({ device, onClose }: { device: Device; onClose: () => void }) => {
  const { t } = useTranslation();
  const deactivate = useSwitch(device, 'deactivate', onClose);
  return (
    <ConfirmDialog
      title={t('devices.deactivate.title', { name: device.name })}
      confirm={t('devices.action.deactivate')}
      danger
      busy={deactivate.isPending}
      onCancel={onClose}
      onConfirm={() => deactivate.mutate()}
    >
      {deactivate.error ? <ErrorAlert error={deactivate.error} /> : null}
      <Text size="sm">{t('devices.deactivate.text')}</Text>
    </ConfirmDialog>
  );
};

const DeleteDialog = ({ device, onClose }: { device: Device; onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const stillRunning = device.config?.status === 'deactivating';
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/v1/controller/device/{id}/', {
          params: { path: { id: device.id }, query: stillRunning ? { force: true } : {} },
        }),
      ),
    onSuccess: async () => {
      toast(t('devices.delete.done', { name: device.name }));
      await navigate({ to: '/devices' });
      client.removeQueries({ queryKey: ['item', 'device', device.id] });
      await client.invalidateQueries({ queryKey: ['list', 'device'] });
    },
  });
  return (
    <ConfirmDialog
      title={t('devices.delete.title', { name: device.name })}
      confirm={t('common.delete')}
      danger
      typed={{ label: t('common.typeName', { name: device.name }), text: device.name }}
      busy={remove.isPending}
      onCancel={onClose}
      onConfirm={() => remove.mutate()}
    >
      {remove.error ? <ErrorAlert error={remove.error} /> : null}
      <Text size="sm">{t('devices.delete.text')}</Text>
      {stillRunning ? (
        <Text size="sm" c="var(--problem)">
          {t('devices.delete.stillRunning')}
        </Text>
      ) : null}
    </ConfirmDialog>
  );
};

/** What can be done to a device, as far as the person may and its state allows. */
export const DeviceActions = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  const may = useMay();
  const [question, setQuestion] = useState<Question>();
  const close = (): void => setQuestion(undefined);
  const activate = useSwitch(device, 'activate', close);
  const mayEdit = may('change', 'config.device') && !device.is_deactivated;
  const maySwitch = may('add', 'config.device');
  const mayDelete = may('delete', 'config.device') && device.is_deactivated;
  useShortcut('e', t('keyboard.edit'), () => setQuestion('edit'), { group: 'thing', enabled: mayEdit });

  return (
    <>
      {mayEdit ? (
        <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setQuestion('edit')}>
          {t('devices.action.edit')}
        </Button>
      ) : null}
      {maySwitch && device.is_deactivated ? (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          loading={activate.isPending}
          onClick={() => activate.mutate()}
        >
          {t('devices.action.activate')}
        </Button>
      ) : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('common.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {device.config ? (
            <Menu.Item
              component="a"
              href={deviceArchive(device.id)}
              download
              leftSection={<IconDownload size={16} />}
            >
              {t('devices.action.download')}
            </Menu.Item>
          ) : null}
          {maySwitch && !device.is_deactivated ? (
            <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={() => setQuestion('deactivate')}>
              {t('devices.action.deactivate')}
            </Menu.Item>
          ) : null}
          {may('delete', 'config.device') ? (
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              disabled={!mayDelete}
              {...(mayDelete ? { c: 'var(--critical)' } : {})}
              onClick={() => setQuestion('delete')}
            >
              {t('devices.action.delete')}
              {mayDelete ? null : (
                <Text size="xs" c="dimmed">
                  {t('devices.delete.onlyDeactivated')}
                </Text>
              )}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {activate.error ? <ErrorAlert error={activate.error} /> : null}
      {question === 'edit' ? <EditDeviceDrawer device={device} onClose={close} /> : null}
      {question === 'deactivate' ? <DeactivateDialog device={device} onClose={close} /> : null}
      {question === 'delete' ? <DeleteDialog device={device} onClose={close} /> : null}
    </>
  );
};
