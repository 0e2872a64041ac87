import { Group, Kbd, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

const shown = (key: string): string =>
  key.replace('mod+', isMac ? '⌘ ' : 'Ctrl ').replace(/(^| )(.)$/, (letter) => letter.toUpperCase());

/** The keys of a shortcut as they are printed on keyboards. */
export const Keys = ({ keys }: { keys: string }) => {
  const { t } = useTranslation();
  const parts = keys.split(' ');
  return (
    <Group gap={6} wrap="nowrap">
      {parts.map((key, index) => (
        // A sequence may hold the same key twice; it never changes.
        <Group gap={6} wrap="nowrap" key={index}>
          {index > 0 ? (
            <Text size="xs" c="dimmed" span>
              {t('keyboard.thenKey')}
            </Text>
          ) : null}
          <Kbd>{shown(key)}</Kbd>
        </Group>
      ))}
    </Group>
  );
};
