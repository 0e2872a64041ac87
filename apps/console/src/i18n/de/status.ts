export const status = {
  applied: 'Übernommen',
  modified: 'Geändert',
  error: 'Fehler',
  unknown: 'Ohne Konfiguration',
  deactivating: 'Wird deaktiviert',
  deactivated: 'Deaktiviert',
} as const;

export const statusMeaning = {
  applied: 'Das Gerät läuft mit seiner neuesten Konfiguration.',
  modified:
    'Das Gerät hat seine neueste Konfiguration noch nicht übernommen. Das geschieht bei der nächsten Abfrage.',
  error:
    'Das Gerät konnte seine neueste Konfiguration nicht übernehmen und ist zur vorherigen zurückgekehrt.',
  unknown: 'Das Gerät hat hier keine Konfiguration.',
  deactivating: 'Das Gerät wird seine Konfiguration entfernen.',
  deactivated: 'Das Gerät ist außer Betrieb: Es erhält keine Konfiguration.',
} as const;
