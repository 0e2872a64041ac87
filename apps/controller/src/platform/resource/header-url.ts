/** A URL as a header may carry it: what is no visible ASCII character is percent-encoded. */
export const headerUrl = (url: string): string =>
  url.replaceAll(/[^!-~]+/g, (part) => encodeURIComponent(part.toWellFormed()));
