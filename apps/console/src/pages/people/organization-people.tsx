import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { personName, type Membership } from '../../model/user.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink, ButtonLink } from '../../parts/router-link.tsx';
import { useMay } from '../../session/session-context.ts';

import { UserBadge } from '../users/user-badge.tsx';
import { AddMembership } from './add-membership.tsx';
import { MembershipRow } from './membership-row.tsx';
import './people.css';
import { usePeople } from './use-people.ts';
import { UserSelect } from './user-select.tsx';

const PersonRow = ({ membership }: { membership: Membership }) => {
  const { t } = useTranslation();
  const { username, user, email, user_is_active: isActive } = membership;
  const facts = [personName(membership), email].filter(Boolean).join(' · ');
  return (
    <MembershipRow membership={membership} name={username} roleLabel={t('people.roleOf', { name: username })}>
      <Group gap="xs">
        <AnchorLink size="sm" fw={600} to={`/users/${user}`}>
          {username}
        </AnchorLink>
        {isActive ? null : <UserBadge user={{ is_active: false }} />}
      </Group>
      {facts === '' ? null : (
        <Text size="xs" c="dimmed">
          {facts}
        </Text>
      )}
    </MembershipRow>
  );
};

/** The people of an organization: who they are, what they are in it, and how others come to it. */
export const OrganizationPeople = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const may = useMay();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [user, setUser] = useState<string>();
  const people = usePeople({ organization: id, search });
  const { memberships } = people;
  if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  const nobody = people.data && memberships.length === 0;
  return (
    <Stack gap="md">
      <Panel
        title={t('people.title')}
        aside={
          may('add', 'openwisp_users.user') ? (
            <ButtonLink
              size="compact-sm"
              variant="subtle"
              leftSection={<IconUserPlus size={14} />}
              to="/users/new"
              search={{ organization: id }}
            >
              {t('people.invite')}
            </ButtonLink>
          ) : null
        }
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('people.text')}
          </Text>
          <TextInput
            type="search"
            aria-label={t('people.search')}
            placeholder={t('people.search')}
            leftSection={<IconSearch size={16} />}
            maw={320}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {people.isPending ? <PageSkeleton /> : null}
          <div>
            {memberships.map((membership) => (
              <PersonRow key={membership.id} membership={membership} />
            ))}
          </div>
          {nobody ? <Text size="sm">{t(search === '' ? 'people.none' : 'people.nothingFound')}</Text> : null}
          {people.hasNextPage ? (
            <Group>
              <Button
                variant="default"
                loading={people.isFetchingNextPage}
                onClick={() => void people.fetchNextPage()}
              >
                {t('people.more')}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Panel>
      {may('add', 'openwisp_users.organizationuser') && may('view', 'openwisp_users.user') ? (
        <Panel title={t('people.add')}>
          <AddMembership user={user} organization={id} onAdded={() => setUser(undefined)}>
            <UserSelect value={user} onChange={setUser} />
          </AddMembership>
        </Panel>
      ) : null}
    </Stack>
  );
};
