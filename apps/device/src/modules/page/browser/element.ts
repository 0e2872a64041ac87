type Child = Node | string | number | null | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | EventListener | undefined>>;

/**
 * Makes an element: attributes by name, listeners as `onclick` and the like, children as nodes or text. Text is never
 * taken for HTML: names of networks come from anybody in range.
 */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== false).map(toNode),
  );
  return made;
};

const toNode = (child: Child): Node | string => (child instanceof Node ? child : String(child));

/** An element of a drawing. */
export const drawn = (
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Node | string)[]
): SVGElement => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
};

/** A titled box of the page. */
export const card = (title: string, ...children: readonly Child[]): HTMLElement =>
  element('section', { class: 'card' }, element('h2', {}, title), ...children);

/** Names and values; those that nothing is known of are left out. */
export const facts = (rows: readonly (readonly [string, Child])[]): HTMLElement =>
  element(
    'dl',
    {},
    ...rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );

/** A state as a word with a mark beside it. */
export const stateWord = (kind: 'ok' | 'warn' | 'bad' | 'off', word: string): HTMLElement =>
  element('span', { class: `state ${kind}` }, word);

export const note = (text: string): HTMLElement => element('p', { class: 'note' }, text);

export const errorBox = (text: string): HTMLElement => element('p', { class: 'error', role: 'alert' }, text);

/** A place for what may be wider than the screen: it can be scrolled by the keyboard, too. */
export const scrollBox = (label: string, ...children: readonly Child[]): HTMLElement =>
  element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, ...children);

/** The first row of a table; columns without a title hold buttons. */
export const tableHead = (titles: readonly string[]): HTMLElement =>
  element(
    'thead',
    {},
    element(
      'tr',
      {},
      ...titles.map((title) => (title === '' ? element('td') : element('th', { scope: 'col' }, title))),
    ),
  );
