import type { JsonObject, JsonValue } from '@netloom/netjson';
import type { ConfigurationInput } from '../configuration.ts';
import { createConfiguration } from '../configuration.ts';
import { ConfigurationError } from '../configuration-error.ts';
import type { Leaf } from '../document-leaves.ts';
import { documentLeaves } from '../document-leaves.ts';
import { textOf } from '../document-values.ts';
import { withValueAt } from '../json-path-values.ts';
import type { Effect, Output } from './compare-output.ts';
import { compareOutput, outputLines, readOutput, sectionLines } from './compare-output.ts';
import type { ConfigurationExplanation, LineSource, Origin } from './explanation.ts';
import { enumeratedValues, leafVariants } from './leaf-variants.ts';
import { sourceLocator } from './source-locator.ts';

/** Documents with more values are not explained, because each value costs a conversion. */
const MAX_LEAVES = 2000;

/**
 * Tells for each line of native configuration which template, variable or setting it comes from.
 *
 * Works with every backend: each value of the document is changed in turn, and what changes with it in the output
 * comes from it. That takes a conversion or more for each value, so it is meant for people who look at one
 * configuration, not for fleets.
 *
 * @param backendName e.g. `netjsonconfig.OpenWrt`
 * @throws ConfigurationError when the configuration is not valid, has no document, or is too large
 */
export function explainConfiguration(
  backendName: string,
  input: ConfigurationInput,
): ConfigurationExplanation {
  const configuration = createConfiguration(backendName, input);
  if (input.config === undefined) throw refuse('Only documents can be explained, not native configuration.');
  configuration.validate();
  const { backend, document } = configuration;
  const leaves = documentLeaves(document);
  if (leaves.length > MAX_LEAVES)
    throw refuse(`Documents with more than ${MAX_LEAVES} values are not explained.`);

  const { dsa = backend.defaultOptions.dsa } = input;
  const convert = (changed: JsonObject): Output => readOutput(backend.convert(changed, { dsa }));
  const output = convert(document);
  const lines = outputLines(output);
  const found = lines.map((): LineFindings => ({ value: [], presence: [] }));
  const enumerated = enumeratedValues(backend.schema);
  const locate = sourceLocator(backend, input);
  for (const leaf of leaves) {
    const source = locate(leaf.path);
    if (source === undefined) continue;
    const variants = leafVariants(leaf, enumerated);
    for (const [index, effect] of effectsOf(leaf, variants, document, output, convert).entries()) {
      if (effect !== undefined) found[index]?.[effect].push({ source, text: textOf(leaf.value) });
    }
  }
  return assemble(output, lines, found);
}

function refuse(message: string): ConfigurationError {
  return new ConfigurationError('value', { path: [], message });
}

/** The sources that a line may come from, by what happens to the line without them. */
type LineFindings = Record<Effect, Finding[]>;

interface Finding {
  readonly source: LineSource;
  /** The value of the source as text. */
  readonly text: string;
}

/** What happens to each line when a leaf has another value: the first one that changes what some line says counts. */
function effectsOf(
  leaf: Leaf,
  variants: Iterable<JsonValue | undefined>,
  document: JsonObject,
  output: Output,
  convert: (document: JsonObject) => Output,
): readonly (Effect | undefined)[] {
  let best: readonly (Effect | undefined)[] = [];
  for (const variant of variants) {
    if (variant === leaf.value) continue;
    const changed = tryConvert(withValueAt(document, leaf.path, variant), convert);
    if (changed === undefined) continue;
    const effects = compareOutput(output, changed);
    if (effects.includes('value')) return effects;
    if (best.length === 0 && effects.includes('presence')) best = effects;
  }
  return best;
}

/** Most changed documents are not valid any more; those that cannot even be converted tell nothing. */
function tryConvert(document: JsonObject, convert: (document: JsonObject) => Output): Output | undefined {
  try {
    return convert(document);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

function assemble(
  { sections, files }: Output,
  lines: readonly string[],
  found: readonly LineFindings[],
): ConfigurationExplanation {
  const explained = lines.map((line, index) =>
    explainLine(line, found[index] ?? { value: [], presence: [] }),
  );
  let position = 0;
  const next = (): Explanation => explained[position++] ?? { origin: 'default', sources: [] };
  return {
    sections: sections.map((section) => {
      const header = next();
      const [, ...options] = sectionLines(section);
      return {
        package: section.package,
        type: section.type,
        name: section.name,
        ...header,
        lines: options.map(({ option = '', value }) => ({ option, value, ...next() })),
      };
    }),
    files: files.map(({ name }) => ({ path: name, ...next() })),
  };
}

interface Explanation {
  readonly origin: Origin;
  readonly sources: readonly LineSource[];
}

/**
 * Of several values that a line changes with, those count that it contains. A value that the line disappears without
 * counts only when the line says the same.
 */
function explainLine(line: string, { value, presence }: LineFindings): Explanation {
  const contained = value.filter(({ text }) => text !== '' && line.includes(text));
  const same = value.length === 0 ? presence.filter(({ text }) => text === line) : value;
  const sources = (contained.length > 0 ? contained : same).map(({ source }) => source);
  return { origin: originOf(sources), sources };
}

function originOf(sources: readonly LineSource[]): Origin {
  if (sources.length === 0) return 'default';
  if (sources.some(({ variables }) => variables.length > 0)) return 'variable';
  return sources.some(({ template }) => template === undefined) ? 'configuration' : 'template';
}
