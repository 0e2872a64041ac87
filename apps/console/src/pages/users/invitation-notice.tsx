import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconMailForward, IconMailQuestion } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KnownUser } from '../../model/user.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { useMay, useSession } from '../../session/session-context.ts';
import { InvitationOutcome, invite } from './invitation.tsx';
import { useUserChanged } from './use-user.ts';

/** On the page of somebody without a password: how they get in, and the invitation once more. */
export const InvitationNotice = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const may = useMay();
  const { mail_enabled: withMail } = useSession();
  const changed = useUserChanged();
  const send = useMutation({
    mutationFn: () => invite(user.id),
    onSettled: () => changed(user.id),
  });
  if (user.has_password || !user.is_active) return null;
  return (
    <Stack gap="sm" mb="md">
      {send.error ? <ErrorAlert error={send.error} /> : null}
      {send.data ? (
        <InvitationOutcome invitation={send.data} />
      ) : (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconMailQuestion size={18} />}
          title={t('users.invitation.pending')}
        >
          <Text size="sm" mb={may('change', 'openwisp_users.user') ? 'xs' : 0}>
            {t('users.invitation.pendingText')}
          </Text>
          {may('change', 'openwisp_users.user') ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconMailForward size={16} />}
              loading={send.isPending}
              onClick={() => send.mutate()}
            >
              {t(withMail ? 'users.invitation.again' : 'users.invitation.makeLink')}
            </Button>
          ) : null}
        </Alert>
      )}
    </Stack>
  );
};
