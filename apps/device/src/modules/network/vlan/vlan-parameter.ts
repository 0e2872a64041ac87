import { detailError } from '../../../platform/http/answer-error.ts';
import { integer, text, type Model, type Reading } from '../../../platform/model/model.ts';
import { valueError } from '../../../platform/model/problem.ts';
import { isAll } from '../interfaces/interface-parameter.ts';

const vlanId = integer({ min: 1, max: 4094 });

/** A VLAN id of a path that only looks, or `all`. */
export const vlanOrAll: Model<number | 'all'> = {
  schema: { anyOf: [vlanId.schema, { type: 'string', enum: ['all'] }] },
  read: (input, loc, reading) =>
    typeof input === 'string' && isAll(input) ? 'all' : vlanId.read(input, loc, reading),
};

/** A VLAN id of a path that changes something; read by `readVlanId` once the interface is known to be one. */
export const vlanParameter: Model<string> = { ...text(), schema: vlanId.schema };

/** Longest name that the kernel takes. */
const longestName = 15;

/**
 * The id of a VLAN and the name of its interface.
 *
 * @throws AnswerError 422
 */
export const readVlanId = (parent: string, vlan: string): { id: number; name: string } => {
  const reading: Reading = { problems: [] };
  const loc = ['path', 'vlan'] as const;
  const id = vlanId.read(vlan, loc, reading);
  const name = `${parent}.${id}`;
  if (reading.problems.length === 0 && name.length > longestName)
    reading.problems.push(
      valueError(
        loc,
        `${name} is too long for the name of an interface: at most ${longestName} characters`,
        vlan,
      ),
    );
  if (reading.problems.length > 0) throw detailError(422, reading.problems);
  return { id, name };
};
