import { Alert, List, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { pathText } from './path-text.ts';
import type { Problem } from './problem.ts';

interface Props {
  problems: readonly Problem[];
  /** Goes to the field of a problem. */
  onGo: (problem: Problem) => void;
}

/** Everything that is wrong with the document; each entry leads to its place. */
export const ProblemSummary = ({ problems, onGo }: Props) => {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertCircle size={18} />}
      title={t('editor.problems', { count: problems.length })}
    >
      <List size="sm" listStyleType="none" spacing={2}>
        {problems.map((problem) => {
          const { path, message } = problem;
          const place = path.length === 0 ? t('editor.wholeDocument') : pathText(path);
          return (
            <List.Item key={`${place}: ${message}`}>
              {path.length === 0 ? (
                <Text size="sm" span style={{ whiteSpace: 'pre-line' }}>
                  {message}
                </Text>
              ) : (
                <UnstyledButton fz="sm" td="underline" c="inherit" onClick={() => onGo(problem)}>
                  <b>{place}</b>: {message}
                </UnstyledButton>
              )}
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
};
