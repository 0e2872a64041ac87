import { Alert, Button, Drawer, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconDeviceFloppy } from '@tabler/icons-react';
import type { ConfigurationDiff } from '@netloom/netjson-config';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { useRestoreFocus } from '../parts/use-restore-focus.ts';
import { ChangeView } from './change-view.tsx';
import './review-drawer.css';
import { ProblemSummary } from './problem-summary.tsx';
import type { Problem } from './problem.ts';

interface Props {
  /** Native configuration as it is saved; empty when there was none, undefined while it is on its way. */
  before: string | undefined;
  /** Native configuration as it will be; undefined while it is not known. */
  after: string | undefined;
  /** The sections and options that change, when they are known. */
  diff: ConfigurationDiff | undefined;
  problems: readonly Problem[];
  /** What is valid but perhaps not wanted. */
  warnings?: readonly string[];
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

const Warnings = ({ warnings }: { warnings: readonly string[] }) => {
  const { t } = useTranslation();
  if (warnings.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={t('editor.warnings', { count: warnings.length })}
    >
      <List size="sm" spacing={2}>
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </Alert>
  );
};

/** Shows the effect of a change before it is saved. */
export const ReviewDrawer = (props: Props) => {
  const { t } = useTranslation();
  useRestoreFocus();
  const {
    before,
    warnings = [],
    after,
    diff,
    problems,
    checking,
    error,
    saving,
    saveLabel,
    note,
    onSave,
    onGo,
    onClose,
  } = props;
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
        {problems.length === 0 ? <Warnings warnings={warnings} /> : null}
        {known && problems.length === 0 ? <ChangeView before={before} after={after} diff={diff} /> : null}
        {checking || (before === undefined && problems.length === 0) ? (
          <Skeleton height={160} role="status" aria-label={t('editor.checking')} />
        ) : null}
        {note ? <Text size="sm">{note}</Text> : null}
        <Group justify="flex-end" gap="xs" className="review-actions">
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
