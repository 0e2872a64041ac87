export const error = {
  offline: {
    title: 'Der Controller antwortet nicht',
    meaning: 'Der Browser hat ihn innerhalb einer halben Minute nicht erreicht.',
    advice: 'Die eigene Verbindung prüfen, dann, ob der Controller läuft.',
  },
  invalid: {
    title: 'Nicht angenommen',
    meaning: 'Eine Angabe ist ungültig. Nichts wurde geändert.',
    advice: 'Korrigieren und erneut versuchen.',
  },
  loggedOut: {
    title: 'Nicht mehr angemeldet',
    meaning: 'Die Sitzung ist beendet.',
    advice: 'Zum Fortfahren erneut anmelden.',
  },
  forbidden: {
    title: 'Keine Berechtigung',
    meaning: 'Dem Konto fehlt die Berechtigung dafür. Nichts wurde geändert.',
    advice: 'Bei Bedarf an die Administration wenden.',
  },
  notFound: {
    title: 'Das gibt es nicht',
    meaning: 'Es wurde gelöscht oder gehört zu einer Organisation, die Sie nicht verwalten.',
    advice: 'Die Adresse prüfen oder mit Strg K danach suchen.',
  },
  conflict: {
    title: 'Jemand anderes war schneller',
    meaning: 'Es wurde inzwischen geändert. Nichts wurde überschrieben.',
    advice: 'Die Seite neu laden und die Änderung wiederholen.',
  },
  busy: {
    title: 'Zu viele Versuche',
    meaning: 'Der Controller nimmt vorübergehend keine weiteren Anfragen an.',
    advice: 'Einen Moment warten, dann erneut versuchen.',
  },
  unavailable: {
    title: 'Der Controller ist nicht bereit',
    meaning: 'Etwas, das er braucht, fehlt im Moment. Nichts wurde geändert.',
    advice: 'Meist erholt er sich von selbst. In einer Minute erneut versuchen.',
  },
  server: {
    title: 'Im Controller ist ein Fehler aufgetreten',
    meaning: 'Er konnte die Anfrage nicht ausführen.',
    advice: 'Erneut versuchen. Bleibt der Fehler, nennt das Log des Controllers den Grund.',
  },
  console: {
    title: 'Auf dieser Seite ist ein Fehler aufgetreten',
    meaning: 'Die Konsole hat hier einen Defekt. Die Daten sind nicht betroffen.',
    advice: 'Erneut versuchen oder die Seite neu laden.',
  },
} as const;
