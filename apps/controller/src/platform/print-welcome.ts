/** What the first start made and nobody can read again: printed once. */
export interface FirstStart {
  username: string;
  /** Only when it was generated. */
  password?: string | undefined;
  /** Of the default organization; only when it was generated. */
  sharedSecret?: string | undefined;
}

/** The last lines of a start: one address to open, and what to do next. */
export const printWelcome = (url: string, firstStart: FirstStart | undefined): void => {
  const lines = ['', `Netloom is ready: ${url}`];
  if (firstStart) {
    lines.push(
      '',
      'This is the first start. These values are shown only now:',
      `  user name      ${firstStart.username}`,
    );
    if (firstStart.password !== undefined) lines.push(`  password       ${firstStart.password}`);
    if (firstStart.sharedSecret !== undefined)
      lines.push(
        `  shared secret  ${firstStart.sharedSecret}   (devices of the organization "default" join with it)`,
      );
    lines.push('', `Open ${url}, log in, and choose "Add a device".`);
  } else {
    lines.push(`Open it and log in. A forgotten password: npx netloom user reset-password NAME`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
};
