import type { FirstStart, FirstValue } from './first-start.ts';

const widest = 13;

const valueLine = ({ name, value, note }: FirstValue): string =>
  `  ${name.padEnd(widest)}  ${value}${note === undefined ? '' : `   (${note})`}`;

/** The last lines of a start: one address to open, and what to do next. */
export const printWelcome = (url: string, firstStart: FirstStart | undefined): void => {
  const lines = ['', `Netloom is ready: ${url}`];
  if (firstStart) {
    const steps = [`Open ${url}`, 'log in', ...firstStart.nextSteps];
    lines.push(
      '',
      'This is the first start. These values are shown only now:',
      ...firstStart.values.map(valueLine),
      '',
      `${steps.slice(0, -1).join(', ')}${steps.length > 2 ? ',' : ''} and ${steps.at(-1)}.`,
    );
  } else {
    lines.push(`Open it and log in. A forgotten password: npx netloom user reset-password NAME`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
};
