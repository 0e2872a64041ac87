import { createConfiguration, diffConfigurations } from '@netloom/netjson-config';
import type { Configuration, ConfigurationDiff, ConfigurationInput } from '@netloom/netjson-config';
import type { Backend } from '../model/backend.ts';

/** A configuration as the renderer takes it, and what the controller made of it. */
export interface RenderedInput {
  input: ConfigurationInput;
  native: string;
}

const nothing: RenderedInput = { input: { config: {} }, native: '' };

const sameAs = (backend: Backend, { input, native }: RenderedInput, dsa: boolean): Configuration => {
  const configuration = createConfiguration(backend, { ...input, dsa });
  if (native !== '' && configuration.render() !== native) throw new Error('the controller knows more');
  return configuration;
};

/**
 * The sections and options that a change touches. Undefined when this page does not know all that the controller puts
 * into the text: then only the texts can be compared.
 *
 * @param before undefined when there was nothing
 */
export const configurationDiff = (
  backend: Backend,
  before: RenderedInput | undefined,
  after: RenderedInput,
): ConfigurationDiff | undefined => {
  // The controller tells the syntax from the firmware; the one that gives its text is it.
  for (const dsa of [true, false]) {
    try {
      return diffConfigurations(sameAs(backend, before ?? nothing, dsa), sameAs(backend, after, dsa));
    } catch {
      // The other syntax, or none.
    }
  }
  return undefined;
};
