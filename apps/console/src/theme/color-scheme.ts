import { localStorageColorSchemeManager, type MantineColorScheme } from '@mantine/core';

/** `auto` is the system's. */
export const colorSchemes = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[];

/** Remembers the choice between light, dark and the system's in this browser. Also read by color-scheme.js. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'netloom.color-scheme' });
