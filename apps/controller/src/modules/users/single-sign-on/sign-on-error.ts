/** A login through an identity provider that cannot go on. The message is for the person in front of the browser. */
export class SignOnError extends Error {
  override name = 'SignOnError';
}
