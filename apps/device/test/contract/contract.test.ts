import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildApiDocument } from '../../src/modules/docs/build-api-document.ts';
import { startTestDevice } from '../../src/testing/index.ts';
import { activationContract } from './activation-contract.ts';
import { authContract } from './auth-contract.ts';
import { bluetoothContract, brokenBluezContract } from './bluetooth-contract.ts';
import { captureFileContract } from './capture-file-contract.ts';
import { firstProof, proofs, type Case, type Contract, type Proof, type Stage } from './contract.ts';
import { fleetContract } from './fleet-contract.ts';
import { interfacesContract } from './interfaces-contract.ts';
import { networkConfigContract } from './network-config-contract.ts';
import { networkInfoContract } from './network-info-contract.ts';
import { profilerContract } from './profiler-contract.ts';
import { revertContract } from './revert-contract.ts';
import { deviceContract, servicesContract, servicesWithoutBusContract } from './system-contract.ts';
import { utilsContract } from './utils-contract.ts';
import { vlanContract } from './vlan-contract.ts';
import { wlanContract } from './wlan-contract.ts';

const contracts = [
  authContract,
  bluetoothContract,
  brokenBluezContract,
  deviceContract,
  servicesContract,
  servicesWithoutBusContract,
  interfacesContract,
  vlanContract,
  networkInfoContract,
  wlanContract,
  revertContract,
  networkConfigContract,
  activationContract,
  profilerContract,
  utilsContract,
  captureFileContract,
  fleetContract,
] as readonly Contract[];

interface ApiDocument {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

const device = await startTestDevice();
await device.stop();
/** As declared, by `METHOD /path`. */
const declared = new Map(device.context.operations.map((each) => [`${each.method} ${each.path}`, each]));
const accessOf = (operation: string) => declared.get(operation)?.access ?? 'open';

for (const { title, canStart, start, operations } of contracts) {
  describe.skipIf(canStart?.() === false)(title, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await start();
    }, 60_000);
    afterAll(() => stage?.stop());

    const attempt = async (operation: string, each: Case<Stage>, proof?: Proof): Promise<void> => {
      const [method = '', pattern = ''] = operation.split(' ');
      onTestFinished(async () => void (await each.restore?.(stage)));
      await each.arrange?.(stage);
      const by = proof ?? firstProof(accessOf(operation), each.token?.(stage));
      const answer = await by.send(stage.device, method, each.path ?? pattern, each.body);
      expect({ status: answer.status, answer: answer.body }).toEqual({
        status: each.status ?? 200,
        answer: each.answer,
      });
      const isBare = typeof each.answer === 'string';
      expect(answer.headers.get('content-type')).toBe(each.type ?? (isBare ? null : 'application/json'));
    };

    for (const { operation, success, errors } of operations) {
      const access = accessOf(operation);
      describe(operation, () => {
        if (success !== undefined && access !== 'open')
          test.each(proofs[access])('answers who comes with $title', (proof) =>
            attempt(operation, success, proof),
          );
        for (const each of errors)
          test(`answers ${each.status} ${each.when}`, () => attempt(operation, each));
      });
    }
  });
}

describe('the contract', () => {
  const rows = contracts.flatMap(({ operations }) => operations);

  test('has a success of every operation, and no other operation', () => {
    const successful = rows.filter(({ success }) => success !== undefined);
    const named = (of: typeof rows) => new Set(of.map(({ operation }) => operation));
    expect(named(successful)).toEqual(new Set(declared.keys()));
    expect(named(rows)).toEqual(new Set(declared.keys()));
  });

  test.each([...declared])('has every answer that %s declares, and no other', (operation, declaration) => {
    const tried = rows
      .filter((row) => row.operation === operation)
      .flatMap((row) => row.errors.map(({ status = 200 }) => String(status)));
    const { errors = {}, method, path } = declaration;
    const { paths } = buildApiDocument([{ ...declaration, hidden: false }], '0') as unknown as ApiDocument;
    const responses = Object.values(paths)[0]?.[method.toLowerCase()]?.responses ?? {};
    const expected = [...Object.keys(errors), ...('422' in responses ? ['422'] : [])];
    expect(new Set(tried.filter((status) => status !== '200')), path).toEqual(new Set(expected));
  });
});
