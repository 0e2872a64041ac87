import type { Readable } from 'node:stream';

/** An answer that is no JSON: a file to be saved, as it is made. */
export class Download {
  readonly stream: Readable;
  readonly contentType: string;
  /** Plain characters only: it goes into a header. */
  readonly fileName: string;

  constructor(stream: Readable, contentType: string, fileName: string) {
    this.stream = stream;
    this.contentType = contentType;
    this.fileName = fileName;
  }
}
