import { html, type Html } from '../pages/html.ts';

/** A text of JSON that is a web address and nothing else. */
const address = /"(https?:\/\/[^"\\\s]+)"/g;

/** JSON with indentation, its web addresses as links. */
export const showJson = (value: unknown): Html => {
  const text = JSON.stringify(value, null, 2);
  // Splitting by a pattern with one group gives what is between the matches, and the group, in turn.
  const pieces = text
    .split(address)
    .map((piece, index) =>
      index % 2 === 0 ? html`${piece}` : html`"<a href="${piece}" rel="noreferrer">${piece}</a>"`,
    );
  return html`${pieces}`;
};
