/** What one check found. `advice` says what to do when it is not fine. */
export interface Finding {
  readonly subject: string;
  readonly verdict: 'ok' | 'warning' | 'problem';
  readonly text: string;
  readonly advice?: string;
}

export const ok = (subject: string, text: string): Finding => ({ subject, verdict: 'ok', text });
export const warning = (subject: string, text: string, advice: string): Finding => ({
  subject,
  verdict: 'warning',
  text,
  advice,
});
export const problem = (subject: string, text: string, advice: string): Finding => ({
  subject,
  verdict: 'problem',
  text,
  advice,
});

/** First line of whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
