import { Button, Group, PasswordInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { unwrap } from '@netloom/api-client';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { useOrganization } from '../../frame/use-organization.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { GroupSelect } from '../../parts/group-select.tsx';
import { OrganizationSelect } from '../../parts/organization-select.tsx';
import { Panel } from '../../parts/panel.tsx';
import { showFieldErrors } from '../../parts/show-field-errors.ts';
import { useSession } from '../../session/session-context.ts';
import { invite, type Invitation } from './invitation.tsx';
import { useUserChanged } from './use-user.ts';
import { usernameFor } from './user-rules.ts';

type Role = 'member' | 'manager' | 'superuser';

interface Values {
  email: string;
  username: string;
  first_name: string;
  last_name: string;
  role: Role;
  organization_users: string;
  groups: number[];
  password: string;
}

/** What became of it: the user is there; the invitation may have failed all the same. */
export interface NewUserOutcome {
  id: string;
  username: string;
  invitation?: Invitation;
  error?: unknown;
}

interface Props {
  withPassword: boolean;
  /** Id of the organization that the address names. */
  organization: string | undefined;
  onDone: (outcome: NewUserOutcome) => void;
}

const names = ['email', 'username', 'first_name', 'last_name', 'groups', 'organization_users', 'password'];

const create = async (values: Values, withPassword: boolean): Promise<NewUserOutcome> => {
  const { role, organization_users: organization, groups, password, ...person } = values;
  const isSuperuser = role === 'superuser';
  const { id, username } = await unwrap(
    api.POST('/api/v1/users/user/', {
      body: {
        ...person,
        password: withPassword ? password : null,
        is_active: true,
        is_staff: role !== 'member',
        groups: role === 'manager' ? groups : [],
        ...(isSuperuser
          ? { is_superuser: true }
          : { organization_users: [{ organization, is_admin: role === 'manager' }] }),
      },
    }),
  );
  if (withPassword) return { id, username };
  try {
    return { id, username, invitation: await invite(id) };
  } catch (error) {
    return { id, username, error };
  }
};

/** Name, address, organization and role of somebody new. */
export const NewUserForm = ({ withPassword, organization, onDone }: Props) => {
  const { t } = useTranslation();
  const { organizations, user, mail_enabled: withMail } = useSession();
  const narrowed = useOrganization();
  const changed = useUserChanged();
  const required = (value: string) => (value.trim() === '' ? t('common.required') : null);
  const known = organizations.find(({ id }) => id === organization) ?? narrowed ?? organizations[0];
  const form = useForm<Values>({
    initialValues: {
      email: '',
      username: '',
      first_name: '',
      last_name: '',
      role: 'manager',
      organization_users: known?.id ?? '',
      groups: [],
      password: '',
    },
    validate: {
      email: required,
      username: required,
      password: (value) => (withPassword ? required(value) : null),
      organization_users: (value, { role }) => (role === 'superuser' ? null : required(value)),
      groups: (value, { role }) =>
        role === 'manager' && value.length === 0 ? t('users.staffNeedsGroup') : null,
    },
  });
  const make = useMutation({
    mutationFn: (values: Values) => create(values, withPassword),
    onSuccess: async (outcome) => {
      onDone(outcome);
      await changed(outcome.id);
    },
    onError: (error) => showFieldErrors(form, names, error),
  });
  const { role, email, username } = form.values;
  const roles: readonly Role[] = user.is_superuser
    ? ['manager', 'member', 'superuser']
    : ['manager', 'member'];
  const rename = (address: string): void => {
    // The user name follows the address until somebody gives it one of its own.
    const follows = username === usernameFor(email);
    form.setValues({ email: address, ...(follows ? { username: usernameFor(address) } : {}) });
  };
  const text = withPassword
    ? t('users.new.passwordText')
    : t(withMail ? 'users.new.inviteText' : 'users.new.inviteTextWithoutMail');
  return (
    <Panel title={t('users.who')}>
      <form onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
        <Stack gap="sm" maw={560}>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
          {make.error && Object.keys(form.errors).length === 0 ? <ErrorAlert error={make.error} /> : null}
          <TextInput
            type="email"
            label={t('users.field.email')}
            description={withPassword ? undefined : t('users.help.email')}
            required
            autoComplete="off"
            {...form.getInputProps('email')}
            onChange={(event) => rename(event.currentTarget.value)}
          />
          <TextInput
            label={t('users.field.username')}
            description={t('users.help.username')}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('username')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput
              label={t('users.field.firstName')}
              autoComplete="off"
              {...form.getInputProps('first_name')}
            />
            <TextInput
              label={t('users.field.lastName')}
              autoComplete="off"
              {...form.getInputProps('last_name')}
            />
          </SimpleGrid>
          <Select
            label={t('users.field.role')}
            description={t(`users.roleMeaning.${role}`)}
            data={roles.map((value) => ({ value, label: t(`users.role.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
          {role === 'superuser' ? null : (
            <OrganizationSelect
              label={t('users.field.organization')}
              required
              value={form.values.organization_users}
              error={form.errors['organization_users']}
              onChange={(id) => form.setFieldValue('organization_users', id ?? '')}
            />
          )}
          {role === 'manager' ? (
            <GroupSelect
              label={t('users.field.groups')}
              description={t('users.help.groups')}
              required
              value={form.values.groups}
              error={form.errors['groups']}
              onChange={(groups) => form.setFieldValue('groups', groups)}
            />
          ) : null}
          {withPassword ? (
            <PasswordInput
              label={t('users.new.passwordLabel')}
              required
              autoComplete="new-password"
              visibilityToggleButtonProps={{
                'aria-label': t('common.showThing', { thing: t('users.new.passwordLabel') }),
              }}
              {...form.getInputProps('password')}
            />
          ) : null}
          <Group mt="xs">
            <Button type="submit" loading={make.isPending}>
              {t(withPassword ? 'users.new.submitPassword' : 'users.new.submitInvite')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
};
