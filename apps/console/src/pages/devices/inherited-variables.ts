import type { JsonObject } from '@netloom/netjson';
import type { TFunction } from 'i18next';
import type { DeviceVariables, VariableSource } from '../../model/device.ts';
import type { InheritedVariable } from '../../editor/inherited-variables.tsx';
import { valueText } from '../../editor/variable-rows.ts';

/** What a source of variables is called. */
export const sourceLabel = (source: VariableSource | undefined, t: TFunction): string => {
  if (source === undefined) return '';
  if (source.startsWith('template:'))
    return t('devices.source.template', { name: source.slice('template:'.length) });
  return t(`devices.source.${source as 'device' | 'group' | 'organization' | 'global' | 'predefined'}`);
};

/** What a device's configuration may refer to without a variable of the device itself, and where it comes from. */
export const inheritedVariables = ({ system, sources }: DeviceVariables, t: TFunction): InheritedVariable[] =>
  Object.entries(system).map(([name, value]) => ({
    name,
    text: valueText(value),
    ...(name === 'key' ? { secret: true } : {}),
    source: sources[name] === 'device' ? '' : sourceLabel(sources[name], t),
  }));

/** The same without the defaults of templates, which change with the choice of templates. */
export const inheritedValues = ({ system, sources }: DeviceVariables): JsonObject =>
  Object.fromEntries(Object.entries(system).filter(([name]) => !sources[name]?.startsWith('template:')));
