/** What of a resource its paths are named after. */
interface Named {
  modelName: string;
  pathNames?: { list?: string; detail?: string };
  create?: unknown;
}

/** `EmailAddress`, `second-factor`: the words, each with a capital letter. */
const inWords = (text: string): string =>
  text
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .split(/[\s/_-]+/)
    .map((word) => word.replace(/^./, (letter) => letter.toUpperCase()))
    .join(' ');

/** What OPTIONS calls the list of a resource: `Device Group List Create`. */
export const listName = ({ modelName, pathNames, create }: Named): string =>
  pathNames?.list ?? `${inWords(modelName)} List${create ? ' Create' : ''}`;

/** What OPTIONS calls one object of a resource. */
export const detailName = ({ modelName, pathNames }: Named): string =>
  pathNames?.detail ?? `${inWords(modelName)} Detail`;

/** What OPTIONS calls another operation of a resource, by the rest of its path. */
export const operationName = ({ modelName }: Named, path: string): string => inWords(`${modelName} ${path}`);
