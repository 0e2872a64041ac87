import { Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownUser } from '../../model/user.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { OrganizationSelect } from '../../parts/organization-select.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { useMay } from '../../session/session-context.ts';
import { AddMembership } from './add-membership.tsx';
import { MembershipRow } from './membership-row.tsx';
import './people.css';
import { usePeople } from './use-people.ts';

/** Where a user belongs, and as what. */
export const UserOrganizations = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const may = useMay();
  const [organization, setOrganization] = useState<string>();
  const people = usePeople({ user: user.id });
  const { memberships } = people;
  if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  if (people.isPending) return <PageSkeleton />;
  const taken = new Set(memberships.map((membership) => membership.organization));
  return (
    <Stack gap="md">
      <Panel title={t('users.field.organizations')}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('people.ofUser')}
          </Text>
          <div>
            {memberships.map((membership) => {
              const { id, organization: place, organization_name: name } = membership;
              return (
                <MembershipRow
                  key={id}
                  membership={membership}
                  name={name}
                  roleLabel={t('people.roleIn', { name })}
                >
                  <Group gap="xs">
                    <AnchorLink size="sm" fw={600} to={`/organizations/${place}/people`}>
                      {name}
                    </AnchorLink>
                  </Group>
                </MembershipRow>
              );
            })}
          </div>
          {memberships.length === 0 ? <Text size="sm">{t('people.noneOfUser')}</Text> : null}
        </Stack>
      </Panel>
      {may('add', 'openwisp_users.organizationuser') ? (
        <Panel title={t('people.addTo')}>
          <AddMembership
            user={user.id}
            organization={organization}
            onAdded={() => setOrganization(undefined)}
          >
            <OrganizationSelect
              label={t('users.field.organization')}
              without={taken}
              value={organization ?? null}
              onChange={(id) => setOrganization(id ?? undefined)}
            />
          </AddMembership>
        </Panel>
      ) : null}
    </Stack>
  );
};
