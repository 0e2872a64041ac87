import { localStorageColorSchemeManager } from '@mantine/core';

/** Remembers the choice between light, dark and the system's in this browser. Also read by color-scheme.js. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'netloom.color-scheme' });
