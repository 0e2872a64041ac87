import { Button, Group, Select } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { toast } from '../../parts/toast.ts';
import { usePeopleChanged } from './use-people.ts';

interface Props {
  /** Ids; undefined while nothing is chosen. */
  user: string | undefined;
  organization: string | undefined;
  /** The field in which one of the two is chosen. */
  children: ReactNode;
  onAdded: () => void;
}

/** Makes a user a member, or a manager, of an organization. */
export const AddMembership = ({ user, organization, children, onAdded }: Props) => {
  const { t } = useTranslation();
  const changed = usePeopleChanged();
  const [role, setRole] = useState<'manager' | 'member'>('member');
  const add = useMutation({
    mutationFn: (ids: { user: string; organization: string }) =>
      unwrap(api.POST('/api/v1/users/membership/', { body: { ...ids, is_admin: role === 'manager' } })),
    onSuccess: async ({ username, organization_name }) => {
      toast(t('people.added', { user: username, organization: organization_name }));
      onAdded();
      await changed();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (user !== undefined && organization !== undefined) add.mutate({ user, organization });
      }}
    >
      {add.error ? <ErrorAlert error={add.error} /> : null}
      <Group gap="xs" align="flex-end">
        <div style={{ flex: '1 1 200px' }}>{children}</div>
        <Select
          w={130}
          label={t('users.field.role')}
          allowDeselect={false}
          data={(['member', 'manager'] as const).map((value) => ({ value, label: t(`users.role.${value}`) }))}
          value={role}
          onChange={(value) => setRole(value === 'manager' ? 'manager' : 'member')}
        />
        <Button
          type="submit"
          variant="default"
          loading={add.isPending}
          disabled={user === undefined || organization === undefined}
        >
          {t('people.addButton')}
        </Button>
      </Group>
    </form>
  );
};
