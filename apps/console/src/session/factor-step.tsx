import { Button, Stack, Text, TextInput } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconFingerprint, IconLogin2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import type { Session } from '../model/session.ts';
import { plainCode, type Challenge } from './login.ts';
import { LoginError } from './password-step.tsx';
import { askForPasskey, canUsePasskeys } from './webauthn.ts';

type Proof = { totp: string } | { recovery_code: string } | { passkey: Readonly<Record<string, unknown>> };

interface Props {
  challenge: Challenge;
  onLogin: (session: Session) => void;
  /** Back to user name and password. */
  onBack: () => void;
}

/** The second factor: a code of the app, a passkey, or one of the recovery codes. */
export const FactorStep = ({ challenge, onLogin, onBack }: Props) => {
  const { t } = useTranslation();
  const withCode = challenge.second_factor.includes('totp');
  const [recovering, setRecovering] = useState(!withCode);
  const [code, setCode] = useState('');
  const prove = useMutation({
    mutationFn: async (proof: Proof) => {
      const body = { challenge: challenge.challenge, ...proof };
      return (await unwrap(api.POST('/api/v1/session/', { body }))) as Session;
    },
    onSuccess: onLogin,
  });
  const { passkey_options: passkeyOptions } = challenge;
  const passkey = useMutation({
    mutationFn: async () => {
      if (passkeyOptions) await prove.mutateAsync({ passkey: await askForPasskey(passkeyOptions) });
    },
  });
  return (
    <Stack gap="sm">
      {prove.error ? <LoginError error={prove.error} wrong={t('login.factorFailed')} /> : null}
      {passkeyOptions && canUsePasskeys() ? (
        <Button
          leftSection={<IconFingerprint size={18} />}
          loading={passkey.isPending}
          onClick={() => passkey.mutate()}
        >
          {t('login.usePasskey')}
        </Button>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (code !== '')
            prove.mutate(recovering ? { recovery_code: code.trim() } : { totp: plainCode(code) });
        }}
      >
        <Stack gap="sm">
          <TextInput
            key={String(recovering)}
            label={recovering ? t('login.recoveryCode') : t('login.code')}
            description={recovering ? t('login.recoveryCodeHelp') : t('login.codeHelp')}
            autoComplete="one-time-code"
            inputMode={recovering ? 'text' : 'numeric'}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant={passkeyOptions ? 'default' : 'filled'}
            loading={prove.isPending && !passkey.isPending}
            leftSection={<IconLogin2 size={18} />}
          >
            {t('login.submit')}
          </Button>
        </Stack>
      </form>
      <Text size="sm">
        {withCode ? (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setCode('');
              setRecovering(!recovering);
            }}
          >
            {recovering ? t('login.useCode') : t('login.useRecoveryCode')}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onBack}>
          {t('login.back')}
        </Button>
      </Text>
    </Stack>
  );
};
