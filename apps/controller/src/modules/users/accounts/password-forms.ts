import type { PageTexts } from '../texts/page-texts.ts';
import { html, type Html } from '../../../platform/pages/html.ts';
import { formField } from './form-field.ts';

/** What is wrong, by the names of the fields. */
export type FormErrors = Readonly<Record<string, readonly string[] | undefined>>;

/** Asks whose password is forgotten. */
export const resetForm = ({ reset }: PageTexts, errors?: readonly string[]): Html => html`<p>${reset.text}</p>
<form method="post">
${formField({ name: 'input', label: reset.identifier, type: 'text', autocomplete: 'username', errors })}
<button>${reset.button}</button></form>`;

const newPasswordFields = ({ newPassword }: PageTexts, errors: FormErrors): Html => html`${formField({
  name: 'new_password1',
  label: newPassword.password,
  type: 'password',
  autocomplete: 'new-password',
  errors: errors['new_password1'] ?? errors['password'],
})}
${formField({
  name: 'new_password2',
  label: newPassword.repeated,
  type: 'password',
  autocomplete: 'new-password',
  errors: errors['new_password2'],
})}`;

export const newPasswordForm = (texts: PageTexts, errors: FormErrors): Html => html`<form method="post">
${newPasswordFields(texts, errors)}
<button>${texts.newPassword.button}</button></form>`;

/** The name stands where programs that keep passwords look for it. */
export const invitationForm = (
  texts: PageTexts,
  username: string,
  errors: FormErrors,
): Html => html`<p>${texts.invitation.username(html`<strong>${username}</strong>`)}</p>
<form method="post"><input type="hidden" name="username" autocomplete="username" value="${username}">
${newPasswordFields(texts, errors)}
<button>${texts.newPassword.button}</button></form>`;

export const changeForm = (
  texts: PageTexts,
  csrfToken: string,
  errors: FormErrors,
): Html => html`<form method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">
${formField({
  name: 'old_password',
  label: texts.change.presentPassword,
  type: 'password',
  autocomplete: 'current-password',
  errors: errors['old_password'],
})}
${newPasswordFields(texts, errors)}
<button>${texts.newPassword.button}</button></form>`;
