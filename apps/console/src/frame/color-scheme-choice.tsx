import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { colorSchemes } from '../theme/color-scheme.ts';

const icons = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon };

/** The three colour schemes as entries of a menu. */
export const ColorSchemeChoice = () => {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
      <Menu.Label>{t('frame.theme.label')}</Menu.Label>
      {colorSchemes.map((value) => {
        const Icon = icons[value];
        return (
          <Menu.RadioItem key={value} value={value} rightSection={<Icon size={16} aria-hidden />}>
            {t(`frame.theme.${value}`)}
          </Menu.RadioItem>
        );
      })}
    </Menu.RadioGroup>
  );
};
