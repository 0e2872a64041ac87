import { createInterface } from 'node:readline';
import type { InputRule } from './input-rules.ts';

/** The input has ended: there is nobody to ask any more. */
export class EndOfInput extends Error {
  override name = 'EndOfInput';
}

/** Asks a person, or whatever writes lines to the standard input. All questions throw `EndOfInput`. */
export interface Dialogue {
  say(text: string): void;
  /** The answer, without blanks around it; an empty one is `preset`. Asked again until it fits. */
  ask(question: string, options?: { rule?: InputRule; preset?: string }): Promise<string>;
  /** May be left empty: null then. */
  askOptional(question: string, preset?: string | null): Promise<string | null>;
  confirm(question: string, preset: boolean): Promise<boolean>;
  /** The number of an option, or its name. */
  choose<const Word extends string>(question: string, words: readonly Word[], preset?: Word): Promise<Word>;
  close(): void;
}

export const openDialogue = (input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Dialogue => {
  // Lines that come before they are asked for are kept: a script writes all of them at once.
  const reader = createInterface({ input });
  const lines = reader[Symbol.asyncIterator]();
  const say = (text: string): void => void output.write(`${text}\n`);

  const answer = async (prompt: string): Promise<string> => {
    output.write(prompt);
    const { value, done } = await lines.next();
    if (done) throw new EndOfInput('the input has ended');
    return (value as string).trim();
  };

  const ask: Dialogue['ask'] = async (question, { rule, preset } = {}) => {
    for (;;) {
      const given = await answer(`${question}${preset === undefined ? '' : ` [${preset}]`}: `);
      const text = given === '' && preset !== undefined ? preset : given;
      const problem = rule?.(text);
      if (problem === undefined) return text;
      say(`  ${problem}`);
    }
  };

  return {
    say,
    ask,
    askOptional: async (question, preset = null) => {
      const text = await ask(`${question} (- for none)`, { preset: preset ?? '-' });
      return text === '-' ? null : text;
    },
    confirm: async (question, preset) => {
      const text = await ask(`${question} (y/n)`, {
        preset: preset ? 'y' : 'n',
        rule: (given) => (/^(y|yes|n|no)$/i.test(given) ? undefined : 'y or n'),
      });
      return /^y/i.test(text);
    },
    choose: async (question, words, preset) => {
      words.forEach((word, index) => say(`  ${index + 1}. ${word}`));
      const find = (given: string) =>
        words.find((word, index) => given === word || given === String(index + 1));
      const text = await ask(question, {
        ...(preset === undefined ? {} : { preset }),
        rule: (given) => (find(given) ? undefined : `a number from 1 to ${words.length}`),
      });
      return find(text) as (typeof words)[number];
    },
    close: () => reader.close(),
  };
};
