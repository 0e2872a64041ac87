import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { english } from '../src/i18n/en/english.ts';

const folder = new URL('../src/', import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !/^i18n\/\w+\//.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Attributes, and properties of plain objects, that people read or hear. */
const spoken = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'description',
  'word',
  'meaning',
  'message',
  'confirm',
  'submit',
  'note',
]);
/** Functions that show their argument. */
const speaking = new Set(['toast', 'usePageTitle']);
/** True for more than signs, and for more than the name of a text: `devices.add`. */
const hasWord = (text: string): boolean => /\p{L}{2,}/u.test(text) && !/^[a-z]\w*(\.\w+)+$/.test(text);

/** The texts that an expression may give: of a choice both, of a template its fixed parts. */
const textsOf = (node: ts.Expression): string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  const gives = [
    ts.SyntaxKind.PlusToken,
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.AmpersandAmpersandToken,
  ];
  if (ts.isBinaryExpression(node) && gives.includes(node.operatorToken.kind))
    return [...textsOf(node.left), ...textsOf(node.right)];
  return [];
};

/** The expression that a node shows to people, if it does. */
const shownBy = (node: ts.Node, source: ts.SourceFile): ts.Expression | undefined => {
  if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent)))
    return node.expression;
  if (ts.isJsxAttribute(node) && [...spoken, 'error'].includes(node.name.getText(source))) {
    const { initializer } = node;
    return initializer && ts.isJsxExpression(initializer)
      ? initializer.expression
      : (initializer as ts.Expression);
  }
  if (ts.isPropertyAssignment(node) && spoken.has(node.name.getText(source).replaceAll(/['"]/g, '')))
    return node.initializer;
  if (ts.isCallExpression(node) && speaking.has(node.expression.getText(source))) return node.arguments[0];
  return undefined;
};

/** Texts for people that stand in the code instead of the catalogue. */
const hardCoded = ({ name, text }: { name: string; text: string }): string[] => {
  const kind = name.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.TSX;
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasWord(node.text)) found.push(`${name}: ${node.text.trim()}`);
    const shown = shownBy(node, source);
    if (shown)
      found.push(
        ...textsOf(shown)
          .filter(hasWord)
          .map((each) => `${name}: ${each.trim()}`),
      );
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

test('texts in the code are found', () => {
  const of = (text: string): string[] => hardCoded({ name: 'x', text });
  expect(of('<b>Save</b>')).toEqual(['x: Save']);
  expect(of('<b>{saved ? "Saved" : t("save")}</b>')).toEqual(['x: Saved']);
  expect(of('<b title={`Edit ${name}`} />')).toEqual(['x: Edit']);
  expect(of('<b aria-label="Close" data-x="Not shown" />')).toEqual(['x: Close']);
  expect(of('toast("Done now")')).toEqual(['x: Done now']);
  expect(of('const choice = { value: "one", label: "The first" }')).toEqual(['x: The first']);
  expect(of('<b title={t("a.b")}>{` · ${count}`}{t("c")} – </b>')).toEqual([]);
});

test('every text for people comes from the catalogue', () => {
  /** Names, which are the same in every language. */
  const allowed = new Set(['OpenWRT', 'OpenWISP 1.x', 'Linux']);
  expect(files.flatMap(hardCoded).filter((text) => !allowed.has(text.split(': ')[1] ?? ''))).toEqual([]);
});

const keysOf = (value: unknown, path: string): string[] =>
  typeof value === 'string'
    ? [path]
    : Object.entries(value as object).flatMap(([key, inner]) =>
        keysOf(inner, path === '' ? key : `${path}.${key}`),
      );

test('every text of the catalogue is used', () => {
  const code = files.map(({ text }) => text).join('\n');
  // Keys that are put together: `status.${status}` uses all of `status`.
  const families = [...code.matchAll(/[`]([\w.]+\.)\$\{/g)].map(([, prefix = '']) => prefix);
  const isUsed = (key: string): boolean => {
    const base = key.replace(/_(zero|one|other)$/, '');
    return code.includes(`'${base}'`) || families.some((prefix) => base.startsWith(prefix));
  };
  expect(keysOf(english, '').filter((key) => !isUsed(key))).toEqual([]);
});
