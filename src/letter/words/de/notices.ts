/** What a letter has to say of accounts, answers, and the letters before it. */
import type { notices as shape } from '../en/notices.ts'

export const notices: typeof shape = {
  lost: (email) => `${email} lässt mich nicht mehr lesen, darum weiß ich von dort nichts Neues.`,
  unread: (why) => `${why}, darum weiß ich von dort nichts Neues.`,
  reconnect: 'Neu verbinden',
  keepRead: 'Gelesenes behalten',
  deleteIt: 'Löschen',
  openToSend: 'Öffnen und die Einladung schicken',
  look: 'Ansehen',
  let_go: (name) => `Du wolltest, dass ich ${name} nicht mehr vorschlage.`,
  elsewhere: (name) =>
    `Du hast gesagt, dass du mit ${name} anderswo sprichst; auf eure Mail gebe ich darum nichts mehr.`,
  not_now: (name) => `Du wolltest ${name} erst einmal ruhen lassen.`,
  bringBack: (name) => `${name} zurückholen`,
  noWord: (name, until) =>
    `Noch kein Wort von ${name}. Das liegt oft am Zeitpunkt.${until ? ` Vor dem ${until} kommt kein neuer Vorschlag.` : ''}`,
  cameBack: (from, to) => `Ein Brief an ${from} kam endgültig zurück, darum kommt dieser an ${to}.`,
  chooseWhere: 'Aussuchen, wohin er geht',
  failed: 'Mein letzter Brief ließ sich nicht zustellen.',
  unknown: 'Ob mein letzter Brief angekommen ist, konnte ich nicht feststellen.',
  dropped: 'Mein letzter Brief wäre mehr als einen Tag zu spät gekommen, also ging er nicht ab.',
  whatHappened: 'Nachsehen, was war',
  showMore: 'Zwei Dinge würden mir mehr zeigen: ein weiteres Konto, von dem du schreibst, und ältere Mail.',
  importHere: 'Mail und Kalender, die in Dateien exportiert wurden, liest npm run import.',
  importOn: (page) => `Mail und Kalender, die in Dateien exportiert wurden, nimmt ${page} entgegen.`,
  importByOthers:
    'Wer diesen Server betreibt, kann auch Mail und Kalender einlesen, die du in Dateien exportiert hast.',
  shared: (one, other) =>
    `Von hier geht Mail als ${one} und als ${other} hinaus. Wenn ihr zu zweit aus diesem Postfach schreibt, zähle ich nur deine.`,
  onlyI: 'Nur ich schreibe daraus',
  weShare: (name) => `Wir teilen es, ich bin ${name}`,
  secondWay:
    'Du hast hier einen einzigen Zugang. Falls dieses Konto einmal geschlossen wird, bewahrt ein zweiter deine Menschen und deinen Brief.',
  connect: (label, sample) => (sample ? `Verbinden: ${label}` : `Ein ${label}-Konto verbinden`),
  connectAnother: (label, sample) =>
    sample ? `Noch einmal verbinden: ${label}` : `Ein weiteres ${label}-Konto verbinden`,
  connectMailbox: 'Ein Postfach mit Passwort verbinden',
  connectCalendar: 'Einen Kalender mit Passwort verbinden',
  addAccount: 'Ein weiteres Konto hinzufügen',
  writeOrCoffee: (name) => `An ${name} schreiben oder einen Kaffee planen`,
  helloTo: (name) => `Ein Hallo an ${name} braucht keinen Grund.`,
}
