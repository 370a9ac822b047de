/** The accounts that are connected, what each may read, who may sign in, and an administrator’s permission, in German. */
import type {
  connections as connectionsShape,
  consent as consentShape,
  grants as grantsShape,
  waysIn as waysShape,
} from '../en/connections.ts'

export const connections: typeof connectionsShape = {
  title: 'Konten',
  files: 'Importierte Dateien',
  standing: (from, state, allowed) =>
    `${from}: ${state}.${allowed.length ? ` Lesen darf es: ${allowed.join('; ')}.` : ''}`,
  states: {
    active: 'wird gelesen',
    reconnect: 'muss neu verbunden werden',
    waiting_admin: 'wartet auf die Administration',
    paused: 'wird nicht gelesen, solange niemand hier ist',
    ended: 'wird nicht mehr gelesen; was gelesen wurde, bleibt',
    recentFiles: 'einmal gelesen; neuere Mail kommt mit dem nächsten Import',
    pastFiles: 'von einem Konto, das es nicht mehr gibt; was gelesen wurde, bleibt',
  },
  reconnect: 'Neu verbinden',
  stop: 'Nicht mehr lesen, Gelesenes behalten',
  keep: 'Gelesenes behalten',
  leave: 'Trennen und löschen',
}

export const grants: typeof grantsShape = {
  without: {
    mail: 'Ohne sie zählen nur Treffen, und die meisten Menschen bleiben unsichtbar.',
    calendar: 'Ohne ihn gibt es keine Treffen und keine freien Zeiten.',
  },
  states: {
    reconnect:
      'Die Erlaubnis, dieses Konto zu lesen, ist zu Ende. Verbinde es neu, und das Lesen geht dort weiter, wo es aufgehört hat.',
    waiting_admin:
      'Die Administration der Organisation muss die Verbindung erst erlauben. Sobald das geschehen ist, geht das Lesen von selbst weiter.',
    paused: 'Dieses Konto wird gerade nicht gelesen.',
    failed: 'Dieses Konto ließ sich nicht lesen. Verbinde es neu, um es noch einmal zu versuchen.',
  },
}

export const waysIn: typeof waysShape = {
  title: 'Deine Zugänge',
  byMail: 'ein Link per Mail',
  several: 'Mit jedem davon kannst du dich anmelden, auch wenn er nicht mehr gelesen wird.',
  one: 'Ein Konto bei der Arbeit wird geschlossen, wenn die Arbeit endet. Mit einem zweiten kommst du weiterhin herein, und dein Brief hat eine andere Adresse, an die er gehen kann.',
}

export const consent: typeof consentShape = {
  new: {
    title: 'Das muss erst die Administration erlauben',
    words:
      'In deiner Organisation erteilt die Administration die Erlaubnis für Mail und Kalender, also wurde nichts verbunden.',
  },
  waiting: {
    title: 'Es fehlt noch die Administration',
    words:
      'In deiner Organisation erteilt die Administration die Erlaubnis für Mail und Kalender. Sobald sie zugestimmt hat, geht das Lesen innerhalb einer Stunde von selbst weiter. Neu zu verbinden geht schneller.',
  },
  events: {
    title: 'Das muss erst die Administration erlauben',
    words:
      'In deiner Organisation entscheidet die Administration, ob Termine eingetragen werden dürfen. Dein Konto wird gelesen wie bisher, und deine Nachricht und der Termin bleiben erhalten.',
  },
  declined: (label) => ({
    title: 'Es wurde nichts verbunden',
    words: `Du hast die Erlaubnis nicht gegeben, also wurde nichts verbunden. Stand bei ${label} „Administratorgenehmigung erforderlich“, dann kann sie nur die Administration deiner Organisation geben.`,
  }),
  forAdmin: (label) =>
    `Dieser Link ist für die Administration. Er öffnet eine Seite von ${label}, auf der steht, worum gebeten wird: wer wem wann geschrieben hat, Betreffzeilen, der Kalender ohne Beschreibungen, und einen Termin einzutragen, wenn jemand eine Einladung schickt. Eine einzige Zustimmung reicht für alle dort.`,
  copy: 'Link zum Kopieren',
  mail: 'Eine Mail mit diesem Link öffnen',
  again: 'Neu verbinden',
  subject: 'Eine Erlaubnis für Coffee soon?',
  letter: (link) =>
    `Könntest du dieses Programm für unsere Organisation erlauben? Es liest, wer wem wann geschrieben hat, Betreffzeilen und den Kalender, nie eine Nachricht oder einen Anhang.\r\n\r\n${link}\r\n`,
  thanks: 'Danke',
  notAllowed: 'Es wurde nichts erlaubt',
  allowedSays: (label) =>
    `${label} sagt, dass das Programm in deiner Organisation erlaubt ist. Wer dich gefragt hat, kann das eigene Konto jetzt verbinden. Von dir wurde hier nichts gelesen oder behalten.`,
  notAllowedSays: (label) => `${label} sagt, dass nichts erlaubt wurde. Hier hat sich nichts geändert.`,
}
