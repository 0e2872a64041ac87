import type { NativeOutput } from '../backend.ts';
import { renderPackages } from '../uci/render-uci.ts';
import type { UciPackages } from '../uci/uci-block.ts';
import { uciSections } from '../uci/uci-sections.ts';

const MODE = 0o644;

/** UCI packages as one text, and as the files of `/etc/config`. */
export function openwrtOutput(packages: UciPackages): Pick<NativeOutput, 'text' | 'sections' | 'members'> {
  const texts = renderPackages(packages, 'bare');
  const last = texts.length - 1;
  return {
    text: trimEnd(texts.map(({ name, body }) => `package ${name}\n\n${body}`).join('')),
    sections: () => uciSections(packages),
    members: texts.map(({ name, body }, index) => ({
      name: `etc/config/${name}`,
      mode: MODE,
      contents: index === last ? trimEnd(body) : body,
    })),
  };
}

/** Without the empty line after the last block. */
function trimEnd(text: string): string {
  return text.endsWith('\n\n') ? text.slice(0, -1) : text;
}
