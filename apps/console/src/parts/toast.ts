import type { TFunction } from 'i18next';
import { describeError } from './describe-error.ts';

/** Toasts are rare: what shows them comes with the first one. */
const show = async (toast: {
  title?: string;
  message: string;
  color: string;
  autoClose: number;
}): Promise<void> => {
  const { showToast } = await import('./toast-host.tsx');
  showToast(toast);
};

/** A short word about something that is not visible where the person looks. */
export const toast = (message: string): void => {
  void show({ message, color: 'green', autoClose: 4000 });
};

/** Something that was asked for did not happen, and there is no better place to say so. */
export const toastError = (error: unknown, t: TFunction): void => {
  const { title, meaning, advice } = describeError(error, t);
  void show({ title, message: `${meaning} ${advice}`, color: 'red', autoClose: 10_000 });
};
