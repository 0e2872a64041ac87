import { describe, expect, it } from 'vitest';
import { prefersPage } from './prefers-page.ts';

describe('prefersPage', () => {
  it.each([
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'text/*',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'application/json;q=0.5, text/html;q=0.6',
    'text/html, */*',
    'text/html;q=0.3, application/json;q=0',
  ])('finds a page in %s', (accept) => expect(prefersPage(accept)).toBe(true));

  it.each([
    '',
    '*/*',
    'application/json',
    'application/json, text/plain, */*',
    'text/html, application/json',
    'text/html;q=0.5, application/json',
    'text/html;q=0.5, */*',
    'text/html;q=0, */*;q=0.1',
    'text/html;q=x, application/json;q=0.1',
    'text/csv',
    'text/html;level=1;q=0.2, application/*;q=0.3',
    `text/html${' '.repeat(2000)}`,
  ])('finds none in %s', (accept) => expect(prefersPage(accept)).toBe(false));
});
