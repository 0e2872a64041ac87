import { texts as pages } from './pages.ts';
import { texts as start } from './start.ts';

/** The English catalogue; the shape that every other language follows. A new group of texts goes into `pages.ts`. */
export const english = { ...start, ...pages } as const;
