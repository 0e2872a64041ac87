import { Group, Kbd, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** A key as it is printed on keyboards: `mod+k` is `Ctrl K`, or `⌘ K`. */
const KeyCap = ({ name, small }: { name: string; small?: boolean }) => {
  const { t } = useTranslation();
  const control = isMac ? '⌘' : t('keyboard.control');
  return (
    <Kbd {...(small ? { size: 'xs' } : {})}>
      {name.replace('mod+', `${control} `).replace(/(^| )(.)$/, (letter) => letter.toUpperCase())}
    </Kbd>
  );
};

/** The keys of a shortcut as they are printed on keyboards. */
export const Keys = ({ keys, small = false }: { keys: string; small?: boolean }) => {
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
          <KeyCap name={key} small={small} />
        </Group>
      ))}
    </Group>
  );
};
