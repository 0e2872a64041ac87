import { errorBox } from './element.ts';

/** Runs a task of a button: no second press meanwhile, and what goes wrong is told in `place`. */
export const busy = async (
  button: HTMLButtonElement,
  place: HTMLElement,
  task: () => Promise<void>,
): Promise<void> => {
  const label = button.textContent;
  button.disabled = true;
  button.textContent = `${label} …`;
  place.setAttribute('aria-busy', 'true');
  try {
    await task();
  } catch (error) {
    place.replaceChildren(errorBox((error as Error).message));
  } finally {
    place.removeAttribute('aria-busy');
    button.disabled = false;
    button.textContent = label;
  }
};
