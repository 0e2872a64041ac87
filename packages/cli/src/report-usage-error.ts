/** Prints what is wrong with a command line in one line, suggestions included. */
export function reportUsageError(message: string, write: (text: string) => void): void {
  write(`${message.trim().replace(/\s*\n\s*/g, ' ')}\n`);
}
