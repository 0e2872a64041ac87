import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = ['apps/controller/src', 'packages/server-kit/src'];

/** What is secret by its name, wherever it is compared. */
const secretName =
  /(secret|token|password|pass|key|digest|signature|csrf|otp|totp|code|hash|mark|cookie|sessionid|proof|psk)$/i;
/** Columns by which nobody may be found with a secret itself: only with its digest. */
const secretColumn = /(^|[._])(secret|token|password|key|signature|csrf_token|otp|code)$/;

/**
 * Comparisons that give nothing away, although a name says otherwise: nobody outside chooses one side and learns from
 * the time of the answer.
 */
const harmless = new Set([
  // What a person has typed twice, or typed and has proved to know.
  'modules/users/change-password.ts: password === currentPassword?.trim()',
  'modules/users/change-password.ts: repeated !== password',
  'modules/users/check-new-password.ts: password !== given.repeated.trim()',
  // Digests, keyed with what only the controller knows.
  'modules/configuration/devices/check-device.ts: key_digest === digest',
  'modules/users/routes/session-list-routes.ts: session.idDigest === current',
  // What is stored, compared with what is to be stored: to see what changes.
  'modules/configuration/devices/update-device.ts: after.key === before.key',
  'modules/configuration/organizations/organization-settings.ts: shared_secret !== before.shared_secret',
  // Hashes that are no secrets.
  'modules/audit/verify-audit-log.ts: anchor.hash !== hash',
  // Stored hashes of passwords, so that of two who change one password one succeeds.
  "modules/users/check-login.ts: where('password', '=', hash.stored)",
  "modules/users/set-password.ts: where('password', '=', change.previousHash)",
  // Jobs.
  "jobs/job-store.ts: where('unique_key', '=', key)",
  // A character of an address.
  'modules/configuration/protocol/poll-fast-path.ts: url.charCodeAt(idEnd + 1) !== questionMark',
]);

const isConstant = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isNumericLiteral(node) ||
  ts.isPrefixUnaryExpression(node) ||
  ts.isTypeOfExpression(node) ||
  /^(undefined|null|true|false)$/.test(node.getText());

const nameOf = (node: ts.Node): string => {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node)) return nameOf(node.argumentExpression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNonNullExpression(node) || ts.isAwaitExpression(node)) return nameOf(node.expression);
  return '';
};

/** Comparisons in a piece of code whose time, or place in an index, tells of a secret. */
const comparisonsOfSecrets = (file: string, code: string): string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && /^[=!]==?$/.test(node.operatorToken.getText())) {
      const { left, right } = node;
      const isSecret = secretName.test(nameOf(left)) || secretName.test(nameOf(right));
      if (isSecret && !isConstant(left) && !isConstant(right)) found.push(node.getText());
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const method = node.expression.name.text;
      const [first, operator, value] = node.arguments;
      const isCondition = ['where', 'on', 'having'].includes(method) && operator?.getText() === "'='";
      if (isCondition && first && value && !isConstant(value) && secretColumn.test(nameOf(first)))
        found.push(`${method}(${node.arguments.map((argument) => argument.getText()).join(', ')})`);
      // `secret.startsWith(given)` tells as much as a comparison.
      const isPartial = ['startsWith', 'endsWith', 'localeCompare'].includes(method);
      if (isPartial && first && !isConstant(first) && secretName.test(nameOf(first)))
        found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
  return found;
};

test('the search finds what it is for', () => {
  const bad = [
    'if (given === user.apiKey) {}',
    "if (request.headers['x-token'] !== expected.token) {}",
    "db.selectFrom('t').where('t.key', '=', key)",
    'if (digest.startsWith(signature)) {}',
  ];
  for (const code of bad) expect([code, comparisonsOfSecrets('x.ts', code).length]).toEqual([code, 1]);
  const good = [
    "if (token === '') {}",
    'if (key === undefined) {}',
    "q.where('key_digest', '=', digest)",
    'a === b',
  ];
  for (const code of good) expect([code, comparisonsOfSecrets('x.ts', code)]).toEqual([code, []]);
});

test('secrets are compared in constant time, or found by their digest', () => {
  const met = new Set<string>();
  const suspicious: string[] = [];
  for (const folder of folders) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (
        !file.endsWith('.ts') ||
        /\.test\.ts$|\.fixture\.ts$|testing\/|-rig\.ts$|test-receiver\.ts$/.test(file)
      )
        continue;
      for (const comparison of comparisonsOfSecrets(file, readFileSync(join(root, folder, file), 'utf8'))) {
        const place = `${file}: ${comparison}`;
        if (harmless.has(place)) met.add(place);
        else suspicious.push(place);
      }
    }
  }
  expect(suspicious).toEqual([]);
  expect([...harmless].filter((place) => !met.has(place))).toEqual([]);
});
