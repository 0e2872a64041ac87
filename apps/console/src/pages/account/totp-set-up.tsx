import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/api.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { plainCode } from '../../session/login.ts';
import { QrCode } from './qr-code.tsx';

export interface NewTotp {
  /** Base32. */
  secret: string;
  uri: string;
}

interface Props {
  totp: NewTotp;
  onDone: (codes: string[]) => void;
  onCancel: () => void;
}

/** Puts the key into the app, and proves that it is there. */
export const TotpSetUp = ({ totp, onDone, onCancel }: Props) => {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/session/second-factor/totp/confirm/', { body: { totp: plainCode(code) } })),
    onSuccess: ({ recovery_codes }) => onDone(recovery_codes),
  });
  const wrong = fieldErrors(confirm.error).get('totp');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('account.factor.scan')}</Text>
        <QrCode text={totp.uri} label={t('account.factor.qr')} />
        <Group gap={4}>
          <span className="mono">{totp.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
          <CopyButton text={totp.secret} label={t('account.factor.key')} />
        </Group>
        {confirm.error && !wrong ? <ErrorAlert error={confirm.error} /> : null}
        <TextInput
          label={t('account.factor.codeLabel')}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          maw={260}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          {...(wrong ? { error: wrong.join(' ') } : {})}
        />
        <Group gap="xs">
          <Button type="submit" loading={confirm.isPending}>
            {t('account.factor.confirm')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
