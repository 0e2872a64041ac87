/** A service that this program depends on cannot be reached now; the same call may work later. HTTP says 503. */
export class DependencyUnavailableError extends Error {
  override name = 'DependencyUnavailableError';
  /** What cannot be reached, for the log and for people: `Redis`. */
  readonly dependency: string;

  constructor(dependency: string, options?: ErrorOptions) {
    super(`${dependency} cannot be reached`, options);
    this.dependency = dependency;
  }
}
