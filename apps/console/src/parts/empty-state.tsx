import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  icon: TablerIcon;
  title: string;
  /** What to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  /** 1 where it stands for the whole page. */
  level?: 1 | 2;
}

/** Nothing here, and what to do about it. */
export const EmptyState = ({ icon: Icon, title, children, actions, level = 2 }: Props) => (
  <Stack align="center" gap="xs" py="xl" px="md" maw={520} mx="auto" ta="center">
    <ThemeIcon variant="light" size={48} radius="xl" mb={4}>
      <Icon size={24} stroke={1.6} />
    </ThemeIcon>
    <Title order={level} size="h2">
      {title}
    </Title>
    {children ? (
      <Text c="dimmed" size="sm" component="div">
        {children}
      </Text>
    ) : null}
    {actions}
  </Stack>
);
