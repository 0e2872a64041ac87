import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { describeError } from './describe-error.ts';

/** A short word about something that is not visible where the person looks. */
export const toast = (message: string): void => {
  notifications.show({ message, color: 'green', autoClose: 4000 });
};

/** Something that was asked for did not happen, and there is no better place to say so. */
export const toastError = (error: unknown, t: TFunction): void => {
  const { title, meaning, advice } = describeError(error, t);
  notifications.show({ title, message: `${meaning} ${advice}`, color: 'red', autoClose: 10_000 });
};
