import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeError } from './describe-error.ts';

/** Above a form: why the last try did not work. */
export const ErrorAlert = ({ error }: { error: unknown }) => {
  const { t } = useTranslation();
  const { title, meaning, advice } = describeError(error, t);
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={title}>
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {meaning}
      </Text>
      <Text size="sm" c="dimmed">
        {advice}
      </Text>
    </Alert>
  );
};
