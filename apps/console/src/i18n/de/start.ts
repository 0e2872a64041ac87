import type { Translated } from '../catalogue.ts';
import type { texts as english } from '../en/start.ts';
import { common } from './common.ts';
import { error } from './error.ts';
import { frame } from './frame.ts';
import { keyboard } from './keyboard.ts';
import { overview } from './overview.ts';
import { status, statusMeaning } from './status.ts';

export const texts: Translated<typeof english> = {
  common,
  error,
  frame,
  keyboard,
  overview,
  status,
  statusMeaning,
};
