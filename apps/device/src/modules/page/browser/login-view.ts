import { logIn } from './api.ts';
import { busy } from './busy.ts';
import { card, element, note } from './element.ts';

/** Asks for a token; `done` when the box takes it. */
export const showLogin = (place: HTMLElement, done: () => void): void => {
  const token = element('input', {
    name: 'token',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  const outcome = element('div');
  const submit = element('button', { class: 'main', type: 'submit' }, 'Log in');
  const form = element('form', {}, element('label', {}, 'Token', token), outcome, submit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void busy(submit, outcome, async () => {
      await logIn(token.value.trim()).catch((error: { status?: number }) => {
        throw error.status === 401 ? new Error('The box does not know this token.') : error;
      });
      done();
    });
  });
  place.replaceChildren(
    card(
      'Log in',
      note('On the box, as a user who may read its secret, this command prints a token:'),
      element('pre', {}, 'getjwt my-browser'),
      note('Or follow the link that this one prints:'),
      element('pre', {}, 'netloom-device page'),
      form,
    ),
  );
  token.focus();
};
