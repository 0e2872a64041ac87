import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/run-bulk.ts';

/** Failures that are told one by one. */
const told = 5;

interface Props<Row> {
  failures: readonly Failure<Row>[];
  total: number;
  name: (row: Row) => string;
  onClose: () => void;
}

/** For which rows a bulk action failed, and why. */
export const BulkOutcome = <Row,>({ failures, total, name, onClose }: Props<Row>) => {
  const { t } = useTranslation();
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      m="sm"
      icon={<IconAlertTriangle size={18} />}
      title={t('list.actionFailed', { failed: failures.length, total })}
      withCloseButton
      closeButtonLabel={t('common.close')}
      onClose={onClose}
    >
      <List size="sm">
        {failures.slice(0, told).map(({ row, detail }) => (
          <List.Item key={name(row)}>
            {name(row)}: {detail}
          </List.Item>
        ))}
      </List>
      {failures.length > told ? (
        <Text size="sm">{t('list.andMore', { count: failures.length - told })}</Text>
      ) : null}
    </Alert>
  );
};
