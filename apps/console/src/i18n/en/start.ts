import { common } from './common.ts';
import { error } from './error.ts';
import { frame } from './frame.ts';
import { keyboard } from './keyboard.ts';
import { overview } from './overview.ts';
import { status, statusMeaning } from './status.ts';

/** What the frame and the first page say: the rest is loaded with other pages. */
export const texts = { common, error, frame, keyboard, overview, status, statusMeaning } as const;
