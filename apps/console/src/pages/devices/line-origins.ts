import type {
  ConfigurationExplanation,
  ExplainedLine,
  ExplainedSection,
  LineSource,
} from '@netloom/netjson-config';

/** Where a line comes from, as it is told beside the line. */
export interface LineOrigin {
  /** Place of the template among those of the device; absent for the device's own configuration. */
  template?: number;
  variables: readonly string[];
}

const file = /^# -{10} (\/\S+) -{10} #$/;
const setting = /^\s*([^=\s]+)\s*=/;
const header = /^\s*config\s+\S+/;
const option = /^\s*(?:option|list)\s+(\S+)/;

const originOf = (sources: readonly LineSource[]): LineOrigin | undefined => {
  const [source] = sources;
  if (!source) return undefined;
  const { template, variables } = source;
  return { ...(template === undefined ? {} : { template }), variables };
};

/** Texts of files, each after a line with its path: settings, and lines that are a value alone. */
const fileLineOrigins = (
  text: string,
  { sections }: ConfigurationExplanation,
): (LineOrigin | undefined)[] => {
  let lines: ExplainedLine[] = [];
  return text.split('\n').map((line) => {
    const path = file.exec(line)?.[1];
    if (path !== undefined) {
      lines = sections.flatMap((section) => (section.package === path ? section.lines : []));
      return undefined;
    }
    const [explained] = lines;
    const name = setting.exec(line)?.[1];
    if (explained === undefined || (name !== explained.option && line.trim() !== explained.value))
      return undefined;
    lines.shift();
    return originOf(explained.sources);
  });
};

/**
 * Tells for each line of a native configuration where it comes from. The explanation has the sections and lines in
 * the order in which they are written; a text that does not go with it is not annotated from there on.
 */
export const lineOrigins = (
  text: string,
  explanation: ConfigurationExplanation,
): (LineOrigin | undefined)[] => {
  if (file.test(text.slice(0, text.indexOf('\n')))) return fileLineOrigins(text, explanation);
  const { sections } = explanation;
  const waiting: ExplainedSection[] = [...sections];
  let lines: ExplainedLine[] = [];
  let lost = false;
  return text.split('\n').map((line) => {
    if (lost) return undefined;
    if (header.test(line)) {
      const section = waiting.shift();
      lost = section === undefined || !line.includes(section.type);
      lines = [...(section?.lines ?? [])];
      return lost ? undefined : originOf(section?.sources ?? []);
    }
    const name = option.exec(line)?.[1];
    if (name === undefined) return undefined;
    const explained = lines.shift();
    lost = explained?.option !== name;
    return lost ? undefined : originOf(explained?.sources ?? []);
  });
};
