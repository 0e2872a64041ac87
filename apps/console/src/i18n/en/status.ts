export const status = {
  applied: 'Applied',
  modified: 'Modified',
  error: 'Error',
  unknown: 'No configuration',
  deactivating: 'Deactivating',
  deactivated: 'Deactivated',
} as const;

export const statusMeaning = {
  applied: 'The device runs its newest configuration.',
  modified: 'The device has not applied its newest configuration yet. It will when it asks the next time.',
  error: 'The device could not apply its newest configuration and went back to the one before.',
  unknown: 'The device has no configuration here.',
  deactivating: 'The device is about to remove its configuration.',
  deactivated: 'The device is out of use: it gets no configuration.',
} as const;
