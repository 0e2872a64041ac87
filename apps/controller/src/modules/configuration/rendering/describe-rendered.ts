import { createHash } from 'node:crypto';
import type { Configuration } from '@netloom/netjson-config';

/** A configuration as people read it. */
export interface DescribedConfiguration {
  /** MD5 of the archive. */
  checksum: string;
  /** The native configuration, files included, as one text. */
  native: string;
  /** What the archive holds. */
  files: { path: string; mode: string; size: number }[];
}

/** @throws ConfigurationError when it is not valid. */
export const describeRendered = (configuration: Configuration): DescribedConfiguration => ({
  checksum: createHash('md5').update(configuration.generate()).digest('hex'),
  native: configuration.render(),
  files: configuration.members().map(({ name, mode, contents }) => ({
    path: `/${name}`,
    mode: mode.toString(8).padStart(4, '0'),
    size: Buffer.byteLength(contents),
  })),
});
