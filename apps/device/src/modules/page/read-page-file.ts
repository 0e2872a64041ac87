import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface PageFile {
  content: string;
  contentType: string;
}

const folder = fileURLToPath(new URL('browser', import.meta.url));

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
};

const known = new Map<string, Promise<PageFile | undefined>>();

/**
 * A file of the page, or undefined. Scripts are TypeScript without anything to build: their types are taken away when
 * somebody asks for them first. An installed package has scripts without types already.
 */
export const readPageFile = (name: string): Promise<PageFile | undefined> => {
  const reading = known.get(name) ?? read(name);
  // Names that do not exist are not remembered: there are too many.
  void reading.then((file) => file !== undefined && known.set(name, reading)).catch(() => {});
  return reading;
};

const read = async (name: string): Promise<PageFile | undefined> => {
  const [, ending = ''] = /^[a-z-]+\.([a-z]+)$/.exec(name) ?? [];
  const contentType = contentTypes[ending];
  if (contentType === undefined) return undefined;
  const content = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (content !== undefined)
    return { content: ending === 'ts' ? stripTypeScriptTypes(content) : content, contentType };
  // A package holds page.js for page.ts, and its page still asks for the one.
  return ending === 'ts' ? read(name.replace(/ts$/, 'js')) : undefined;
};
