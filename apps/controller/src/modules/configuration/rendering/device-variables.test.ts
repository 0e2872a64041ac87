import { describe, expect, it } from 'vitest';
import { mergeVariables, systemVariables, variableSources, type VariableInputs } from './device-variables.ts';

const inputs: VariableInputs = {
  templates: [
    { name: 'first', default_values: { first: 1, a: 'first', name: 'no', g: 'first' } },
    { name: 'second', default_values: { a: 'second', b: 'second' } },
  ],
  globals: { b: 'global', c: 'global', g: 'global', id: 'no' },
  organization: { c: 'organization', d: 'organization', mac_address: 'no' },
  group: { d: 'group', e: 'group', key: 'no' },
  device: { id: 'uuid', name: 'ap', mac_address: '00:11:22:33:44:55', key: 'k', hardware_id: null },
  hardwareIdEnabled: false,
};

describe('system variables', () => {
  it('rank templates below global, organization and group variables, and these below what is known of the device', () => {
    const layers = systemVariables(inputs);
    expect(mergeVariables(layers)).toEqual({
      first: 1,
      a: 'second',
      b: 'global',
      c: 'organization',
      d: 'group',
      e: 'group',
      g: 'global',
      name: 'ap',
      mac_address: '00:11:22:33:44:55',
      id: 'uuid',
      key: 'k',
    });
    expect(variableSources(layers)).toEqual({
      first: 'template:first',
      a: 'template:second',
      b: 'global',
      c: 'organization',
      d: 'group',
      e: 'group',
      g: 'global',
      name: 'predefined',
      mac_address: 'predefined',
      id: 'predefined',
      key: 'predefined',
    });
  });

  it('contain the hardware id only where devices are identified by it', () => {
    expect(mergeVariables(systemVariables({ ...inputs, hardwareIdEnabled: true }))['hardware_id']).toBe(
      'None',
    );
    const device = { ...inputs.device, hardware_id: '1234' };
    expect(
      mergeVariables(systemVariables({ ...inputs, device, hardwareIdEnabled: true }))['hardware_id'],
    ).toBe('1234');
  });

  it('lets the own variables of a device win over everything', () => {
    const own = { source: 'device', values: { id: 'mine', d: 'mine', __proto__x: 1 } };
    const layers = [...systemVariables(inputs), own];
    expect(mergeVariables(layers)).toMatchObject({ id: 'mine', d: 'mine' });
    expect(variableSources(layers)).toMatchObject({ id: 'device', d: 'device' });
  });
});
