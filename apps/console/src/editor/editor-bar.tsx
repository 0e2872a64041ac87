import { Button, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../keyboard/shortcuts.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import './editor-bar.css';
import { ProblemSummary } from './problem-summary.tsx';
import type { Problem } from './problem.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  draft: Draft<object>;
  /** Label of the main button; "Review and save" unless given. */
  submit?: string;
  busy?: boolean;
  /** Said beside the buttons, such as how many devices a change reaches. */
  note?: ReactNode;
  /** What is wrong with the document; it cannot be submitted before it is mended. */
  problems?: readonly Problem[];
  onGo?: (problem: Problem) => void;
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

const DiscardDialog = ({ draft, onClose }: { draft: Draft<object>; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('editor.discardTitle')}
      confirm={t('editor.discard')}
      danger
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        draft.discard();
      }}
    >
      <Text size="sm">{t('editor.discardText')}</Text>
    </ConfirmDialog>
  );
};

/**
 * Below an editor while there are changes that are not saved. It lists the problems on request, so that the page
 * does not jump while one types.
 */
export const EditorBar = ({ draft, submit, busy = false, note, problems = [], onGo, onSubmit }: Props) => {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [listed, setListed] = useState(false);
  const trySubmit = (): void => {
    if (problems.length > 0) setListed(true);
    else onSubmit();
  };
  useShortcut('mod+s', t('keyboard.review'), trySubmit, { group: 'thing', enabled: draft.dirty });
  if (!draft.dirty) return null;
  return (
    <div className="editor-bar" role="region" aria-label={t('editor.unsaved')}>
      {listed && problems.length > 0 ? (
        <div className="editor-bar-problems">
          <ProblemSummary problems={problems} onGo={(problem) => onGo?.(problem)} />
        </div>
      ) : null}
      <div className="editor-bar-text" role="status">
        <Words draft={draft} />
        {note ? (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        ) : null}
      </div>
      {problems.length > 0 ? (
        <Button
          variant="subtle"
          c="var(--critical)"
          leftSection={<IconAlertCircle size={16} />}
          aria-expanded={listed}
          onClick={() => setListed(!listed)}
        >
          {t('editor.problems', { count: problems.length })}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('editor.discard')}
      </Button>
      <Button loading={busy} onClick={trySubmit}>
        {submit ?? t('editor.review')}
      </Button>
      {asking ? <DiscardDialog draft={draft} onClose={() => setAsking(false)} /> : null}
    </div>
  );
};
