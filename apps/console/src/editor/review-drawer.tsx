import { Button, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { useRestoreFocus } from '../parts/use-restore-focus.ts';
import { DiffView } from './diff-view.tsx';
import { ProblemSummary } from './problem-summary.tsx';
import type { Problem } from './problem.ts';

interface Props {
  /** Native configuration as it is saved; empty when there was none, undefined while it is on its way. */
  before: string | undefined;
  /** Native configuration as it will be; undefined while it is not known. */
  after: string | undefined;
  problems: readonly Problem[];
  checking: boolean;
  /** Why the last try to judge or save did not work. */
  error: unknown;
  saving: boolean;
  saveLabel: string;
  note?: ReactNode;
  onSave: () => void;
  /** Leads to the field of a problem. */
  onGo: (problem: Problem) => void;
  onClose: () => void;
}

/** Shows the effect of a change before it is saved. */
export const ReviewDrawer = (props: Props) => {
  const { t } = useTranslation();
  useRestoreFocus();
  const { before, after, problems, checking, error, saving, saveLabel, note, onSave, onGo, onClose } = props;
  const known = before !== undefined && after !== undefined && !checking;
  return (
    <Drawer
      opened
      onClose={onClose}
      size="xl"
      title={t('editor.reviewTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {before === '' ? t('editor.firstVersion') : t('editor.reviewText')}
        </Text>
        {error ? <ErrorAlert error={error} /> : null}
        <ProblemSummary problems={problems} onGo={onGo} />
        {known && problems.length === 0 ? <DiffView before={before} after={after} /> : null}
        {checking || (before === undefined && problems.length === 0) ? (
          <Skeleton height={160} role="status" aria-label={t('editor.checking')} />
        ) : null}
        {note ? <Text size="sm">{note}</Text> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('editor.backToEditing')}
          </Button>
          <Button
            leftSection={<IconDeviceFloppy size={16} />}
            disabled={!known || problems.length > 0}
            loading={saving}
            onClick={onSave}
          >
            {saveLabel}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  );
};
