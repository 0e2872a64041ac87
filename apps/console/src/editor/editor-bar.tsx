import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../keyboard/shortcuts.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import type { Draft } from './use-draft.ts';
import './editor-bar.css';

interface Props {
  draft: Draft<object>;
  /** Label of the main button; "Review and save" unless given. */
  submit?: string;
  busy?: boolean;
  /** Said beside the buttons, such as how many devices a change reaches. */
  note?: ReactNode;
  onSubmit: () => void;
}

const Words = ({ draft }: { draft: Draft<object> }) => {
  const { t } = useTranslation();
  if (draft.outdated) {
    return (
      <Text size="sm" c="var(--problem)" span>
        <IconAlertTriangle size={15} aria-hidden style={{ verticalAlign: -2 }} /> {t('editor.outdated')}
      </Text>
    );
  }
  if (draft.restored === undefined) return t('editor.unsaved');
  return (
    <>
      {t('editor.restored')} <TimeAgo time={draft.restored} />
    </>
  );
};

/** Below an editor while there are changes that are not saved. */
export const EditorBar = ({ draft, submit, busy = false, note, onSubmit }: Props) => {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  useShortcut('mod+s', t('keyboard.review'), onSubmit, { group: 'thing', enabled: draft.dirty });
  if (!draft.dirty) return null;
  return (
    <div className="editor-bar" role="region" aria-label={t('editor.unsaved')}>
      <div className="editor-bar-text" role="status">
        <Words draft={draft} />
        {note ? (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        ) : null}
      </div>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('editor.discard')}
      </Button>
      <Button loading={busy} onClick={onSubmit}>
        {submit ?? t('editor.review')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('editor.discardTitle')}
          confirm={t('editor.discard')}
          danger
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            draft.discard();
          }}
        >
          <Text size="sm">{t('editor.discardText')}</Text>
        </ConfirmDialog>
      ) : null}
    </div>
  );
};
