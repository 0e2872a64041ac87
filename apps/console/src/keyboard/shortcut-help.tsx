import { Group, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Keys } from './keys.tsx';
import { useShortcutList, type ShortcutGroup } from './shortcuts.tsx';

const groups: readonly ShortcutGroup[] = ['everywhere', 'list', 'thing', 'go'];

/** What the keyboard can do on this page. */
export const ShortcutHelp = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const list = useShortcutList();
  const shortcuts = opened ? [...new Map(list().map((each) => [each.keys, each])).values()] : [];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keyboard.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {groups
          .map((group) => ({ group, members: shortcuts.filter((each) => each.group === group) }))
          .filter(({ members }) => members.length > 0)
          .map(({ group, members }) => (
            <Stack key={group} gap="xs">
              <Title order={3}>{t(`keyboard.group.${group}`)}</Title>
              {members.map(({ keys, label }) => (
                <Group key={keys} justify="space-between" wrap="nowrap">
                  <Text size="sm">{label}</Text>
                  <Keys keys={keys} />
                </Group>
              ))}
            </Stack>
          ))}
      </SimpleGrid>
    </Modal>
  );
};
