import type { NativeOutput } from '../backend.ts';
import { renderPackages } from '../uci/render-uci.ts';
import type { UciPackages } from '../uci/uci-block.ts';
import { uciSections } from '../uci/uci-sections.ts';

const MODE = 0o644;

/** UCI packages as one text, and as the files that the firmware imports. */
export function openwispOutput(packages: UciPackages): Pick<NativeOutput, 'text' | 'sections' | 'members'> {
  const texts = renderPackages(packages, 'quoted').map(({ name, body }) => ({
    name,
    text: `package ${name}\n\n${body}`,
  }));
  const last = texts.length - 1;
  return {
    text: trimEnd(texts.map(({ text }) => text).join('')),
    sections: () => uciSections(packages),
    members: texts.map(({ name, text }, index) => ({
      name: `uci/${name}.conf`,
      mode: MODE,
      contents: index === last ? trimEnd(text) : text,
    })),
  };
}

/** Without the empty line after the last block. */
function trimEnd(text: string): string {
  return text.endsWith('\n\n') ? text.slice(0, -1) : text;
}
