import { html, type Html } from '../../../platform/pages/html.ts';
import type { PageTexts } from '../texts/page-texts.ts';
import { formField } from './form-field.ts';
import type { FormErrors } from './password-forms.ts';

/** Names of the fields that hold who somebody is. */
export type IdentifierField = 'login' | 'username';

interface LoginForm {
  csrfToken: string;
  /** What the page calls its first field. */
  identifierField: IdentifierField;
  /** What was typed before. */
  identifier?: string;
  /** Where the login leads. */
  next: string | undefined;
  /** By field; `non_field_errors` concern both. */
  errors?: FormErrors;
}

/** Asks for name and password. */
export const loginForm = (texts: PageTexts, form: LoginForm): Html => {
  const { login, reset, toConsole } = texts;
  const { csrfToken, identifierField, identifier = '', next, errors = {} } = form;
  const together = errors['non_field_errors'] ?? [];
  return html`${together.length > 0 ? html`<div role="alert">${together.map((error) => html`<p class="error">${error}</p>`)}</div>` : ''}
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">
${next === undefined ? '' : html`<input type="hidden" name="next" value="${next}">`}
${formField({
  name: identifierField,
  label: reset.identifier,
  type: 'text',
  autocomplete: 'username',
  value: identifier,
  errors: errors[identifierField],
})}
${formField({
  name: 'password',
  label: login.password,
  type: 'password',
  autocomplete: 'current-password',
  errors: errors['password'],
})}
<button>${login.button}</button></form>
<p><a href="/accounts/password/reset/">${login.forgotten}</a></p><p><a href="/">${toConsole}</a></p>`;
};

/** Asks whether somebody really wants to leave. */
export const logoutForm = (
  { logout, toConsole }: PageTexts,
  csrfToken: string,
): Html => html`<p>${logout.text}</p>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">
<button>${logout.button}</button></form>
<p><a href="/">${toConsole}</a></p>`;
