export const groups = {
  title: 'Gruppen',
  noun_one: 'Gruppe',
  noun_other: 'Gruppen',
  search: 'Name',
  add: 'Neue Gruppe',
  newTitle: 'Neue Gruppe',
  field: {
    name: 'Name',
    organization: 'Organisation',
    description: 'Beschreibung',
    templates: 'Vorlagen',
    variables: 'Variablen',
    created: 'Angelegt',
    modified: 'Geändert',
  },
  templatesHelp:
    'Geräte erhalten sie beim Eintritt in die Gruppe und verlieren sie beim Austritt. Pflicht- und Standardvorlagen kommen ohnehin hinzu.',
  variablesHelp: 'In der Konfiguration jedes Geräts der Gruppe bekannt.',
  empty: {
    title: 'Noch keine Gruppen',
    text: 'Eine Gruppe gibt den Geräten eines Ortes oder Zwecks dieselben Vorlagen und Variablen: ein Gebäude, ein Kunde, eine Rolle.',
  },
  showDevices: 'Geräte der Gruppe anzeigen',
  created: 'Die Gruppe {{name}} ist angelegt.',
  saved: 'Die Gruppe {{name}} ist gespeichert.',
  delete: {
    title: '{{name}} löschen?',
    text: 'Die Geräte bleiben, ohne Gruppe. Vorlagen und Variablen der Gruppe gelten für sie nicht mehr.',
    done: 'Die Gruppe {{name}} ist gelöscht.',
  },
} as const;
