import { interfaceName } from '../../../platform/interface-name.ts';
import { text } from '../../../platform/model/model.ts';

/** The name of an interface from a path, query or body. `all`, in any case, is one by its letters. */
export const interfaceParameter = (description?: string) =>
  text({
    pattern: interfaceName,
    fault: 'not a name of a network interface: 1 to 15 letters, digits, dots, dashes and underscores',
    ...(description === undefined ? {} : { description }),
  });

/** The one interface that is meant, or undefined for all. */
export const onlyInterface = (name: string | undefined): string | undefined =>
  isAll(name) ? undefined : name;

/** Whether a name stands for every interface. */
export const isAll = (name: string | undefined): boolean => name?.toLowerCase() === 'all';
