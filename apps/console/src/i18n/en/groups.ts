export const groups = {
  title: 'Groups',
  noun_one: 'group',
  noun_other: 'groups',
  search: 'Name',
  add: 'New group',
  newTitle: 'New group',
  field: {
    name: 'Name',
    organization: 'Organization',
    description: 'Description',
    templates: 'Templates',
    variables: 'Variables',
    created: 'Created',
    modified: 'Changed',
  },
  templatesHelp:
    'Devices get them when they come into the group, and lose them when they leave. Required and default templates come anyway.',
  variablesHelp: 'Known in the configuration of every device of the group.',
  empty: {
    title: 'No groups yet',
    text: 'A group gives the same templates and variables to the devices of one place or purpose: a building, a customer, a role.',
  },
  showDevices: 'Show its devices',
  created: 'Group {{name}} is created.',
  saved: 'Group {{name}} is saved.',
  delete: {
    title: 'Delete {{name}}?',
    text: "Its devices stay, without a group. The group's templates and variables no longer apply to them.",
    done: 'Group {{name}} is deleted.',
  },
} as const;
