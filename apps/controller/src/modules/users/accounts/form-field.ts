import { html, type Html } from '../../../platform/pages/html.ts';

/** A field of a form with its errors. Browsers fill it in by its `autocomplete` word. */
export const formField = (given: {
  name: string;
  label: string;
  type: 'text' | 'password';
  autocomplete: string;
  /** What is in it already. */
  value?: string;
  errors?: readonly string[] | undefined;
}): Html => {
  const { name, label, type, autocomplete, value = '', errors = [] } = given;
  const invalid = errors.length > 0 ? html`aria-invalid="true" aria-describedby="${name}-error"` : html``;
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="254" required ${value === '' ? '' : html`value="${value}" `}${invalid}>
${errors.length > 0 ? html`<div id="${name}-error" role="alert">${errors.map((error) => html`<p class="error">${error}</p>`)}</div>` : html``}`;
};
