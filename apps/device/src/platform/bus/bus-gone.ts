import { textError, type AnswerError } from '../http/answer-error.ts';
import { BusError } from './bus-error.ts';

/** Whether a call failed because there is no D-Bus, and not because of what was asked. */
export const isBusGone = (error: unknown): boolean =>
  error instanceof BusError && error.busName === 'unreachable';

/** What an operation answers then. */
export const busGone = (): AnswerError => textError(503, 'The system bus cannot be reached');
