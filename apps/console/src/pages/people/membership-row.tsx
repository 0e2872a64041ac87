import { ActionIcon, Badge, Group, Menu, Select, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconCrown, IconDots, IconUserMinus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { Membership } from '../../model/user.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { toast, toastError } from '../../parts/toast.ts';
import { useMay, useSession } from '../../session/session-context.ts';
import { usePeopleChanged } from './use-people.ts';

interface Props {
  membership: Membership;
  /** What the row is called by: the user on the page of an organization, and the other way round. */
  name: string;
  roleLabel: string;
  children: ReactNode;
}

interface DialogProps {
  membership: Membership;
  onClose: () => void;
}

const namesOf = ({ username: user, organization_name: organization }: Membership) => ({ user, organization });

const RemoveDialog = ({ membership, onClose }: DialogProps) => {
  const { t } = useTranslation();
  const changed = usePeopleChanged();
  const isSelf = useSession().user.id === membership.user;
  const remove = useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/v1/users/membership/{id}/', { params: { path: { id: membership.id } } })),
    onSuccess: async () => {
      toast(t('people.removed', namesOf(membership)));
      onClose();
      await changed();
    },
  });
  return (
    <ConfirmDialog
      title={t('people.removeTitle', namesOf(membership))}
      confirm={t('people.remove')}
      danger
      busy={remove.isPending}
      onCancel={onClose}
      onConfirm={() => remove.mutate()}
    >
      {remove.error ? <ErrorAlert error={remove.error} /> : null}
      <Text size="sm">{t('people.removeText')}</Text>
      {isSelf ? (
        <Text size="sm" c="var(--problem)">
          {t('people.removeSelf')}
        </Text>
      ) : null}
    </ConfirmDialog>
  );
};

const OwnerDialog = ({ membership, onClose }: DialogProps) => {
  const { t } = useTranslation();
  const changed = usePeopleChanged();
  const choose = useMutation({
    mutationFn: () =>
      unwrap(
        api.PATCH('/api/v1/users/organization/{id}/', {
          params: { path: { id: membership.organization } },
          body: { owner: { organization_user: membership.id } },
        }),
      ),
    onSuccess: async () => {
      toast(t('people.ownerMade', namesOf(membership)));
      onClose();
      await changed();
    },
  });
  return (
    <ConfirmDialog
      title={t('people.makeOwnerTitle', namesOf(membership))}
      confirm={t('people.makeOwner')}
      busy={choose.isPending}
      onCancel={onClose}
      onConfirm={() => choose.mutate()}
    >
      {choose.error ? <ErrorAlert error={choose.error} /> : null}
      <Text size="sm">{t('people.makeOwnerText')}</Text>
    </ConfirmDialog>
  );
};

const RoleSelect = ({ membership, roleLabel }: Pick<Props, 'membership' | 'roleLabel'>) => {
  const { t } = useTranslation();
  const changed = usePeopleChanged();
  const change = useMutation({
    mutationFn: (isManager: boolean) =>
      unwrap(
        api.PATCH('/api/v1/users/membership/{id}/', {
          params: { path: { id: membership.id } },
          body: { is_admin: isManager },
        }),
      ),
    onSuccess: changed,
    onError: (error) => toastError(error, t),
  });
  // While it is on its way, what was chosen is shown.
  const isManager = change.isPending ? change.variables : membership.is_admin;
  return (
    <Select
      size="xs"
      w={120}
      aria-label={roleLabel}
      allowDeselect={false}
      disabled={change.isPending}
      data={(['manager', 'member'] as const).map((value) => ({ value, label: t(`users.role.${value}`) }))}
      value={isManager ? 'manager' : 'member'}
      onChange={(value) => change.mutate(value === 'manager')}
    />
  );
};

/** One membership: who or what, the role, and an end to it. */
export const MembershipRow = ({ membership, name, roleLabel, children }: Props) => {
  const { t } = useTranslation();
  const may = useMay();
  const { user, organizations } = useSession();
  const [question, setQuestion] = useState<'remove' | 'owner'>();
  const close = (): void => setQuestion(undefined);
  const { is_owner: isOwner, is_admin: isManager, organization } = membership;
  const ownsIt = organizations.some(({ id, is_owner }) => id === organization && is_owner);
  const mayChange = may('change', 'openwisp_users.organizationuser') && !isOwner;
  const mayRemove = may('delete', 'openwisp_users.organizationuser') && !isOwner;
  const mayChooseOwner =
    isManager && !isOwner && (user.is_superuser || ownsIt) && may('change', 'openwisp_users.organization');
  return (
    <Group justify="space-between" gap="xs" className="membership-row">
      <div className="membership-name">{children}</div>
      <Group gap={4} wrap="nowrap">
        {isOwner ? (
          <Badge
            variant="light"
            tt="none"
            leftSection={<IconCrown size={12} />}
            title={t('people.ownerFixed')}
          >
            {t('users.role.owner')}
          </Badge>
        ) : mayChange ? (
          <RoleSelect membership={membership} roleLabel={roleLabel} />
        ) : (
          <Text size="sm">{t(`users.role.${isManager ? 'manager' : 'member'}`)}</Text>
        )}
        {mayRemove || mayChooseOwner ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('people.actionsOf', { name })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mayChooseOwner ? (
                <Menu.Item leftSection={<IconCrown size={16} />} onClick={() => setQuestion('owner')}>
                  {t('people.makeOwner')}
                </Menu.Item>
              ) : null}
              {mayRemove ? (
                <Menu.Item
                  leftSection={<IconUserMinus size={16} />}
                  c="var(--critical)"
                  onClick={() => setQuestion('remove')}
                >
                  {t('people.remove')}
                </Menu.Item>
              ) : null}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </Group>
      {question === 'remove' ? <RemoveDialog membership={membership} onClose={close} /> : null}
      {question === 'owner' ? <OwnerDialog membership={membership} onClose={close} /> : null}
    </Group>
  );
};
