import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRestoreFocus } from './use-restore-focus.ts';

interface Props {
  title: string;
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  /** Must be typed before it goes on: for what cannot be undone. */
  typed?: { label: string; text: string };
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot easily be taken back. */
export const ConfirmDialog = ({
  title,
  children,
  confirm,
  danger,
  typed,
  busy,
  onConfirm,
  onCancel,
}: Props) => {
  const { t } = useTranslation();
  useRestoreFocus();
  const [text, setText] = useState('');
  const ready = typed === undefined || text.trim() === typed.text;
  return (
    <Modal
      opened
      onClose={onCancel}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onConfirm();
        }}
      >
        <Stack gap="md">
          {children}
          {typed ? (
            <TextInput
              label={typed.label}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              data-autofocus
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              {...(danger ? { color: 'red.8' } : {})}
              disabled={!ready}
              loading={busy ?? false}
              {...(typed ? {} : { 'data-autofocus': true })}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
