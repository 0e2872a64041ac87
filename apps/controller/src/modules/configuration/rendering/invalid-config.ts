import { HttpError, type FieldErrors } from '@netloom/server-kit';
import { ConfigurationError, type ConfigurationProblem } from '@netloom/netjson-config';
import {
  configurationOf,
  explainInvalid,
  renderDevice,
  type DeviceInputs,
  type Rendered,
  type SharedInputs,
} from './render-device.ts';

/** A configuration is refused, and nothing of the change that led to it happens. */
export class InvalidConfigError extends Error {
  override name = 'InvalidConfigError';
  /** Errors by field of the configuration, or what is wrong with its templates. */
  readonly errors: FieldErrors | string[];

  constructor(errors: FieldErrors | string[]) {
    super('invalid configuration');
    this.errors = errors;
  }
}

/**
 * Renders a device and says what is at fault when that fails: its own configuration, or the templates in comparison
 * with `before`, those that it had or none.
 *
 * @throws InvalidConfigError
 */
export const renderChecked = (
  shared: SharedInputs,
  device: DeviceInputs,
  before: readonly string[],
): Rendered => {
  try {
    return renderDevice(shared, device);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const own = problemOf(shared, { ...device, templates: before });
    throw new InvalidConfigError(
      own === undefined
        ? [`There is a conflict with the specified templates. ${explainInvalid(error)}`]
        : { __all__: [explainInvalid(own)] },
    );
  }
};

const problemOf = (shared: SharedInputs, device: DeviceInputs): ConfigurationError | undefined => {
  try {
    configurationOf(shared, device).generate();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
};

/** 400 for a configuration that is only looked at, with every problem and where it is. */
export const invalidConfiguration = (
  error: ConfigurationError,
  problems: readonly ConfigurationProblem[] = error.problems,
): HttpError =>
  new HttpError(400, {
    problems: problems.map(({ path, message }) => ({ path, message })),
    __all__: [explainInvalid(error)],
  });
