import { Alert, Text } from '@mantine/core';
import { unwrap, type paths } from '@netloom/api-client';
import { IconLink, IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { CodeBlock } from '../../parts/code-block.tsx';

/** What came of an invitation: a mail, or a link to hand over. */
export type Invitation =
  paths['/api/v1/users/user/{id}/invitation/']['post']['responses'][201]['content']['application/json'];

export const invite = (id: string): Promise<Invitation> =>
  unwrap(api.POST('/api/v1/users/user/{id}/invitation/', { params: { path: { id } } }));

/** Tells how the invitation reaches the person. */
export const InvitationOutcome = ({ invitation }: { invitation: Invitation }) => {
  const { t } = useTranslation();
  const { email, link } = invitation;
  return link === null ? (
    <Alert
      role="status"
      color="green"
      variant="light"
      icon={<IconMailForward size={18} />}
      title={t('users.invitation.sent', { email })}
    >
      <Text size="sm">{t('users.invitation.sentText')}</Text>
    </Alert>
  ) : (
    <Alert
      role="status"
      color="accent"
      variant="light"
      icon={<IconLink size={18} />}
      title={t('users.invitation.handOver', { email })}
    >
      <Text size="sm" mb="xs">
        {t('users.invitation.handOverText')}
      </Text>
      <CodeBlock code={link} label={t('users.invitation.link')} />
    </Alert>
  );
};
