import { Badge, Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { personName, type KnownUser } from '../../model/user.ts';
import { ChangedBy } from '../../parts/changed-by.tsx';
import { Columns } from '../../parts/columns.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { useMay, useSession } from '../../session/session-context.ts';
import { ThingPage } from '../../thing/thing-page.tsx';
import { UserOrganizations } from '../people/user-organizations.tsx';
import { EmailsPanel } from './emails-panel.tsx';
import { InvitationNotice } from './invitation-notice.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';
import { useUser } from './use-user.ts';
import { UserActions } from './user-actions.tsx';
import { UserBadge } from './user-badge.tsx';
import { UserEditor } from './user-editor.tsx';
import { mayManageAccount } from './user-rules.ts';

const LoginTab = ({ user }: { user: KnownUser }) => {
  const may = useMay();
  const session = useSession();
  const readOnly = !may('change', 'openwisp_users.user') || !mayManageAccount(session, user);
  return (
    <Columns>
      {may('view', 'account.emailaddress') ? <EmailsPanel user={user} readOnly={readOnly} /> : null}
      <Stack gap="md">
        {readOnly ? null : <PasswordPanel user={user} />}
        {session.user.is_superuser ? <TokensPanel user={user} /> : null}
      </Stack>
    </Columns>
  );
};

const Meta = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const name = personName(user);
  return (
    <>
      {name === '' ? null : `${name} · `}
      {user.email ? (
        <>
          {user.email} <CopyButton text={user.email} label={t('users.field.email')} />
          {' · '}
        </>
      ) : null}
      {user.last_login ? (
        <>
          {t('users.lastLogin')} <TimeAgo time={user.last_login} />
        </>
      ) : (
        t('users.neverLoggedIn')
      )}
      <ChangedBy kind="user" id={user.id} />
    </>
  );
};

const KnownUserPage = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const may = useMay();
  const { data: user, error, refetch } = useUser(id);
  if (!user) return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  return (
    <ThingPage
      list={{ to: '/users', label: t('users.title') }}
      to={`/users/${id}`}
      title={user.username}
      marks={
        <>
          <UserBadge user={user} />
          {user.is_superuser ? (
            <Badge variant="light" tt="none" title={t('users.help.superuser')}>
              {t('users.kind.superuser')}
            </Badge>
          ) : null}
        </>
      }
      meta={<Meta user={user} />}
      actions={<UserActions user={user} />}
      notice={<InvitationNotice user={user} />}
      tabs={[
        { id: 'edit', label: t('users.tab.account'), content: <UserEditor key={id} user={user} /> },
        ...(may('view', 'openwisp_users.organizationuser')
          ? [
              {
                id: 'organizations',
                label: t('users.tab.organizations'),
                content: <UserOrganizations user={user} />,
              },
            ]
          : []),
        { id: 'login', label: t('users.tab.login'), content: <LoginTab user={user} /> },
      ]}
    />
  );
};

export const UserPage = () => {
  const { id = '' } = useParams({ strict: false });
  return <KnownUserPage key={id} id={id} />;
};
