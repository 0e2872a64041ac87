import { PasswordInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/field-errors.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';

interface Props {
  busy: boolean;
  /** Of the last try. */
  error: unknown;
  onConfirm: (password: string) => void;
  onCancel: () => void;
}

/** Asks for the password before something that changes how one logs in. */
export const PasswordDialog = ({ busy, error, onConfirm, onCancel }: Props) => {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const wrong = fieldErrors(error).get('password');
  return (
    <ConfirmDialog
      title={t('account.presence.title')}
      confirm={t('account.presence.confirm')}
      busy={busy}
      onCancel={onCancel}
      onConfirm={() => onConfirm(password)}
    >
      <Text size="sm">{t('account.presence.text')}</Text>
      {error && !wrong ? <ErrorAlert error={error} /> : null}
      <PasswordInput
        label={t('account.presence.password')}
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{
          'aria-label': t('common.showThing', { thing: t('account.presence.password') }),
        }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        {...(wrong ? { error: wrong.join(' ') } : {})}
      />
    </ConfirmDialog>
  );
};
