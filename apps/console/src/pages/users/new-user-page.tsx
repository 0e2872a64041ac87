import { Alert, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressSearch } from '../../model/address-search.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ButtonLink } from '../../parts/router-link.tsx';
import { InvitationOutcome } from './invitation.tsx';
import { NewUserForm, type NewUserOutcome } from './new-user-form.tsx';

const Outcome = ({ outcome, onAnother }: { outcome: NewUserOutcome; onAnother: () => void }) => {
  const { t } = useTranslation();
  const { id, username, invitation, error } = outcome;
  return (
    <Panel title={username}>
      <Stack gap="md" maw={640}>
        {invitation ? <InvitationOutcome invitation={invitation} /> : null}
        {error ? (
          <>
            <Alert color="yellow" variant="light" title={t('users.new.failed', { name: username })} />
            <ErrorAlert error={error} />
          </>
        ) : null}
        {invitation || error ? null : (
          <Alert
            role="status"
            color="green"
            variant="light"
            icon={<IconCheck size={18} />}
            title={t('users.new.created', { name: username })}
          />
        )}
        <Group gap="xs">
          <ButtonLink to={`/users/${id}`} variant="default">
            {t('users.new.open')}
          </ButtonLink>
          <Button variant="subtle" onClick={onAnother}>
            {t('users.new.another')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
};

/** How somebody gets an account: by an invitation, or with a password that is chosen for them. */
export const NewUserPage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { how, organization } = useSearch({ strict: false });
  const [outcome, setOutcome] = useState<NewUserOutcome>();
  const withPassword = how === 'password';
  return (
    <Page title={t(withPassword ? 'users.new.title' : 'users.add')}>
      {outcome ? (
        <Outcome outcome={outcome} onAnother={() => setOutcome(undefined)} />
      ) : (
        <>
          <SegmentedControl
            mb="lg"
            aria-label={t('users.new.how')}
            value={withPassword ? 'password' : 'invite'}
            onChange={(value) =>
              void navigate({
                to: '.',
                search: (before: AddressSearch) => ({
                  ...before,
                  how: value === 'password' ? 'password' : undefined,
                }),
              })
            }
            data={[
              { value: 'invite', label: t('users.new.invite') },
              { value: 'password', label: t('users.new.password') },
            ]}
          />
          <NewUserForm withPassword={withPassword} organization={organization} onDone={setOutcome} />
        </>
      )}
    </Page>
  );
};
