import { ActionIcon, Menu, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconDots, IconHistory, IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { KnownUser } from '../../model/user.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { toast, toastError } from '../../parts/toast.ts';
import { useMay, useSession } from '../../session/session-context.ts';
import { useUserChanged } from './use-user.ts';
import { mayEndAccount, mayManageAccount } from './user-rules.ts';

type Question = 'deactivate' | 'delete';

const useSwitch = (user: KnownUser, action: 'activate' | 'deactivate', onDone: () => void) => {
  const { t } = useTranslation();
  const changed = useUserChanged();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST(`/api/v1/users/user/{id}/${action}/`, { params: { path: { id: user.id } } })),
    onSuccess: async () => {
      await changed(user.id);
      toast(t(`users.${action}.done`, { name: user.username }));
      onDone();
    },
    onError: (error) => {
      if (action === 'activate') toastError(error, t);
    },
  });
};

const DeactivateDialog = ({ user, onClose }: { user: KnownUser; onClose: () => void }) => {
  const { t } = useTranslation();
  const deactivate = useSwitch(user, 'deactivate', onClose);
  return (
    <ConfirmDialog
      title={t('users.deactivate.title', { name: user.username })}
      confirm={t('users.deactivate.action')}
      danger
      busy={deactivate.isPending}
      onCancel={onClose}
      onConfirm={() => deactivate.mutate()}
    >
      {deactivate.error ? <ErrorAlert error={deactivate.error} /> : null}
      <Text size="sm">{t('users.deactivate.text')}</Text>
    </ConfirmDialog>
  );
};

const DeleteDialog = ({ user, onClose }: { user: KnownUser; onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, username: name } = user;
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/users/user/{id}/', { params: { path: { id } } })),
    onSuccess: async () => {
      toast(t('users.delete.done', { name }));
      await navigate({ to: '/users' });
      client.removeQueries({ queryKey: ['item', 'user', id] });
      await client.invalidateQueries({ queryKey: ['list', 'user'] });
      await client.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return (
    <ConfirmDialog
      title={t('users.delete.title', { name })}
      confirm={t('common.delete')}
      danger
      typed={{ label: t('common.typeName', { name }), text: name }}
      busy={remove.isPending}
      onCancel={onClose}
      onConfirm={() => remove.mutate()}
    >
      {remove.error ? <ErrorAlert error={remove.error} /> : null}
      <Text size="sm">{t('users.delete.text')}</Text>
      {user.is_owner ? (
        <Text size="sm" c="var(--problem)">
          {t('users.delete.ownerText')}
        </Text>
      ) : null}
    </ConfirmDialog>
  );
};

/** What can be done to an account, as far as the person may. */
export const UserActions = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const session = useSession();
  const [question, setQuestion] = useState<Question>();
  const close = (): void => setQuestion(undefined);
  const activate = useSwitch(user, 'activate', close);
  const mayChange = may('change', 'openwisp_users.user');
  const seesAudit = session.modules.includes('audit') && may('view', 'audit.entry');
  const maySwitchOff = mayChange && user.is_active && mayEndAccount(session, user);
  const maySwitchOn = mayChange && !user.is_active && mayManageAccount(session, user);
  const mayDelete = may('delete', 'openwisp_users.user') && mayEndAccount(session, user);
  if (!seesAudit && !maySwitchOff && !maySwitchOn && !mayDelete) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('common.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {seesAudit ? (
            <Menu.Item
              leftSection={<IconHistory size={16} />}
              onClick={() => void navigate({ to: '/audit', search: { user: user.username } })}
            >
              {t('users.showAudit')}
            </Menu.Item>
          ) : null}
          {maySwitchOn ? (
            <Menu.Item leftSection={<IconLockOpen size={16} />} onClick={() => activate.mutate()}>
              {t('users.activate.action')}
            </Menu.Item>
          ) : null}
          {maySwitchOff ? (
            <Menu.Item leftSection={<IconLock size={16} />} onClick={() => setQuestion('deactivate')}>
              {t('users.deactivate.action')}
            </Menu.Item>
          ) : null}
          {mayDelete ? (
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              c="var(--critical)"
              onClick={() => setQuestion('delete')}
            >
              {t('common.delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {question === 'deactivate' ? <DeactivateDialog user={user} onClose={close} /> : null}
      {question === 'delete' ? <DeleteDialog user={user} onClose={close} /> : null}
    </>
  );
};
