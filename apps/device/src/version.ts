import packageJson from '../package.json' with { type: 'json' };

/** Of the program, for example `0.1.0`. */
export const { version } = packageJson;
