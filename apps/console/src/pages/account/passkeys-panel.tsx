import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconFingerprint, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { Panel } from '../../parts/panel.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { toast } from '../../parts/toast.ts';
import { canUsePasskeys, makePasskey } from '../../session/webauthn.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import { useAccountChanged } from './use-second-factor.ts';

interface Passkey {
  id: string;
  name: string;
  created: string;
  last_used: string | null;
}

const PasskeyRow = ({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) => {
  const { t } = useTranslation();
  const { name, last_used } = passkey;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="xs" wrap="nowrap">
        <IconFingerprint size={18} aria-hidden />
        <div>
          <Text size="sm">{name}</Text>
          <Text size="xs" c="dimmed">
            {last_used ? (
              <>
                {t('account.passkeys.lastUsed')} <TimeAgo time={last_used} />
              </>
            ) : (
              t('account.passkeys.neverUsed')
            )}
          </Text>
        </div>
      </Group>
      <ActionIcon aria-label={t('account.passkeys.remove', { name })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
};

/** Passkeys: a fingerprint or a security key in the place of codes. */
export const PasskeysPanel = ({ onSetUp }: { onSetUp?: () => void }) => {
  const { t } = useTranslation();
  const changed = useAccountChanged();
  const [name, setName] = useState('');
  const [asking, setAsking] = useState(false);
  /** The id of the passkey that goes once the password is given. */
  const [removing, setRemoving] = useState<string>();
  const [codes, setCodes] = useState<string[]>();
  const { data } = useQuery({
    queryKey: ['account', 'passkeys'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/session/passkeys/', { signal })),
  });
  const add = useMutation({
    mutationFn: async (password: string) => {
      const { challenge, options } = await unwrap(
        api.POST('/api/v1/session/passkeys/options/', { body: { password } }),
      );
      const passkey = await makePasskey(options);
      return unwrap(api.POST('/api/v1/session/passkeys/', { body: { challenge, name, passkey } }));
    },
    onSuccess: async ({ recovery_codes }) => {
      setAsking(false);
      setName('');
      toast(t('account.passkeys.added'));
      if (recovery_codes.length > 0) setCodes(recovery_codes);
      else onSetUp?.();
      await changed();
    },
  });
  const remove = useMutation({
    mutationFn: ({ id, password }: { id: string; password: string }) =>
      unwrap(api.DELETE('/api/v1/session/passkeys/{id}/', { params: { path: { id } }, body: { password } })),
    onSuccess: async () => {
      setRemoving(undefined);
      toast(t('account.passkeys.removed'));
      await changed();
    },
  });
  const askToRemove = (id: string): void => {
    remove.reset();
    setRemoving(id);
  };
  const passkeys = data?.results ?? [];
  return (
    <Panel title={t('account.passkeys.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('account.passkeys.text')}
        </Text>
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} onRemove={() => askToRemove(passkey.id)} />
        ))}
        {data && passkeys.length === 0 ? <Text size="sm">{t('account.passkeys.none')}</Text> : null}
        {canUsePasskeys() ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              add.reset();
              if (name.trim() !== '') setAsking(true);
            }}
          >
            <Group gap="xs" align="flex-end">
              <TextInput
                style={{ flex: '1 1 200px' }}
                label={t('account.passkeys.name')}
                description={t('account.passkeys.nameHelp')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button type="submit" variant="default" leftSection={<IconPlus size={16} />}>
                {t('account.passkeys.add')}
              </Button>
            </Group>
          </form>
        ) : (
          <Text size="sm" c="dimmed">
            {t('account.passkeys.unsupported')}
          </Text>
        )}
      </Stack>
      {asking ? (
        <PasswordDialog
          busy={add.isPending}
          error={add.error}
          onCancel={() => setAsking(false)}
          onConfirm={(password) => add.mutate(password)}
        />
      ) : null}
      {removing === undefined ? null : (
        <PasswordDialog
          busy={remove.isPending}
          error={remove.error}
          onCancel={() => setRemoving(undefined)}
          onConfirm={(password) => remove.mutate({ id: removing, password })}
        />
      )}
      {codes ? (
        <RecoveryCodesDialog
          codes={codes}
          onKept={() => {
            setCodes(undefined);
            onSetUp?.();
          }}
        />
      ) : null}
    </Panel>
  );
};
