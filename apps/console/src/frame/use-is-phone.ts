import { useMediaQuery } from '@mantine/hooks';

/** True up to 768 pixels: bottom bar instead of the rail, cards instead of table rows. */
export const useIsPhone = (): boolean =>
  useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
