/** A coffee that waits for its owner, is on its way or planned, in German. */
import type {
  acts as actsShape,
  chosen as chosenShape,
  coffee as coffeeShape,
  fixed as fixedShape,
  kept as keptShape,
  links as linksShape,
  news as newsShape,
  permission as permissionShape,
  ready as readyShape,
} from '../en/state.tsx'

export const acts: typeof actsShape = {
  undo: 'Rückgängig machen',
  back: 'Zurück',
  close: 'Du kannst diese Seite schließen.',
  backToCoffee: 'Zurück zur Kaffee-Seite',
  toPage: (name) => `Zur Seite von ${name}`,
  planAnother: 'Einen weiteren planen',
  sendNow: 'Jetzt schicken',
  yourNote: 'Deine Nachricht',
}

export const coffee: typeof coffeeShape = {
  aTime: 'einen späteren Termin',
  putting: (when) => `Der Termin wird gerade in deinen Kalender eingetragen: ${when}.`,
  leaving: (when, clock) =>
    clock
      ? `Geht um ${clock} Uhr hinaus: eine Einladung für ${when}.`
      : `Geht jetzt hinaus: eine Einladung für ${when}.`,
  accepted: ({ name, several }, when) => `${name} ${several ? 'haben' : 'hat'} zugesagt: ${when}.`,
  kept: ({ name, several }, when) =>
    `Der Termin steht in deinem Kalender: ${when}. Dessen Server lädt niemanden ein; ${name} ${several ? 'erfahren' : 'erfährt'} es also von dir.`,
  invited: ({ name }, when) => `Die Einladung für ${when}, steht in deinem Kalender und ist unterwegs an ${name}.`,
  offered: ({ name, several }) =>
    `${name} ${several ? 'können' : 'kann'} auf der Seite, deren Link du hast, einen Termin aussuchen. Ausgesucht ist noch keiner.`,
  met: (when) => `Ihr habt euch getroffen: ${when}.`,
  declined: ({ name, several }, when) => `${name} ${several ? 'haben' : 'hat'} abgesagt: ${when}.`,
  undone: (when) => `Die Einladung für ${when}, wurde zurückgenommen, bevor sie hinausging.`,
  stayed: (when) => `Die Einladung für ${when}, ist nicht hinausgegangen.`,
  stands: (when, kept, problem) =>
    `${kept ? 'Der Eintrag' : 'Die Einladung'} für ${when}, steht in deinem Kalender. ${problem}`,
  changing({ name, several }, { when, to, clock, kept }) {
    const out = clock ? `Geht um ${clock} Uhr hinaus` : 'Geht jetzt hinaus'
    const what = to ? `Der Termin vom ${when}, wird auf ${to}, verschoben` : `Der Termin vom ${when}, wird abgesagt`
    const told = kept
      ? `und ${name} ${several ? 'erfahren' : 'erfährt'} es von dir`
      : `und dein Kalender gibt ${name} Bescheid`
    return `${out}: ${what}, ${told}.`
  },
}

export const chosen: typeof chosenShape = {
  notOut: (name, kept) =>
    `An ${name} ist noch nichts hinausgegangen. Fest ist der Termin erst, wenn ${kept ? 'er in deinem Kalender steht' : 'deine Einladung kommt'}.`,
  byHand: (form) => <>Oder von Hand: {form} und dort speichern.</>,
  download: 'Kalenderdatei herunterladen',
  putAway: 'Weglegen',
  afterwards: (name) =>
    `Die Datei ist für deinen eigenen Kalender; sie lädt niemanden ein. Legst du den Termin weg, ist die Zeit wieder frei, und ${name} liest das nur auf der Seite mit deinen Terminen: Ein Wort von dir ist freundlicher.`,
  send: (name) => `${name} die Einladung schicken`,
  leaves: (minutes) =>
    minutes === null
      ? 'Sie geht hinaus, sobald du drückst.'
      : minutes < 1
        ? 'Sie geht innerhalb einer Minute hinaus, und bis dahin kannst du sie zurücknehmen.'
        : `Sie geht ${wait(minutes)} nach dem Drücken hinaus, und bis dahin kannst du sie zurücknehmen.`,
  keep: 'In meinen Kalender eintragen',
  keeping: (name) =>
    `Der Server deines Kalenders lädt niemanden ein. Auf der nächsten Seite steht eine Nachricht an ${name} für deine eigene Mail, und der Eintrag als Datei.`,
  needs:
    'Um den Termin in deinen Kalender einzutragen und von hier aus einzuladen, brauche ich die Erlaubnis, Termine hinzuzufügen. Hast du sie gegeben, geht diese Einladung von selbst hinaus; für jede andere nutze ich sie nur, wenn du auf Schicken drückst.',
  give: 'Erlaubnis geben',
  invited: (name, minutes) =>
    minutes === null
      ? `${name} wird sofort eingeladen.`
      : minutes < 1
        ? `${name} wird innerhalb einer Minute danach eingeladen, und bis dahin kannst du es zurücknehmen.`
        : `${name} wird ${wait(minutes)} danach eingeladen, und bis dahin kannst du es zurücknehmen.`,
  told: {
    unknown:
      'Eine Mail darüber war unterwegs zu dir, als die Verbindung abbrach; vielleicht kam sie an, vielleicht nicht. Noch einmal wird sie nicht verschickt.',
    failed: 'Der Mailserver hat die Mail, die dir davon erzählen sollte, nicht angenommen.',
    unsent: 'Dazu ging keine Mail an dich, weil keine deiner Adressen Mail von hier annimmt.',
  },
  open: 'Öffnen und die Einladung schicken',
  look: 'Ansehen',
}

const wait = (minutes: number): string => (minutes === 1 ? 'eine Minute' : `${minutes} Minuten`)

export const fixed: typeof fixedShape = {
  byHand: (name, kept) =>
    `Zum Verschieben oder Absagen nimm deinen eigenen Kalender${kept ? '' : `, der ${name} Bescheid gibt`}; diese Seite folgt dem, was dort steht.`,
  callOff: 'Absagen',
  callingOff: (name, kept) =>
    `Der Termin verschwindet aus deinem Kalender, und ${kept ? `${name} erfährt es von dir` : `dein Kalender gibt ${name} Bescheid`}. Du hast Zeit, es zurückzunehmen. „Einen weiteren planen“ weiter unten lässt diesen stehen.`,
  callOffAndPlan: 'Absagen und neu planen',
  moveTo: 'Auf einen anderen Termin verschieben',
  anotherTime: 'Ein anderer Termin',
  moving: (name, kept) =>
    `${kept ? `Dein Kalender zieht nach, und ${name} erfährt es von dir.` : `Beide Kalender ziehen nach, und deiner gibt ${name} Bescheid.`} Du hast Zeit, es zurückzunehmen.`,
  move: 'Verschieben',
}

export const kept: typeof keptShape = {
  note: (name) => `Deine Nachricht an ${name}`,
  open: 'In meinem Mailprogramm öffnen',
  download: 'Eintrag als Datei herunterladen',
  file: (name) =>
    `Häng die Datei an die Mail, dann lässt sich der Termin auch in den Kalender von ${name} übernehmen. Von hier wird nichts verschickt.`,
}

export const news: typeof newsShape = {
  seen: 'Habe ich gesehen',
  stopped: (name) =>
    `${name} möchte lieber einfach schreiben, als auf einer Seite einen Termin auszusuchen. Biete Termine in der Nachricht selbst an.`,
  again: 'Wir haben es anders besprochen: Solche Seiten wieder erlauben',
}

export const permission: typeof permissionShape = {
  title: 'Eine Erlaubnis fehlt',
  needs:
    'Um das in deinen Kalender einzutragen, brauche ich die Erlaubnis, Termine hinzuzufügen. Ich nutze sie nur, wenn du auf Schicken drückst. Deine Nachricht und der Termin bleiben erhalten.',
  give: 'Erlaubnis geben',
  without: (form) => <>Oder ohne sie: {form} und dort speichern.</>,
}

export const ready: typeof readyShape = {
  title: (names) => `Deine Nachricht an ${names}`,
  lede: 'Sie öffnet sich ausgefüllt in deiner eigenen Mail. Dort schickst du sie ab, oder änderst sie vorher.',
  to: (name, address) => `An ${name}, ${address}`,
  openIn: (program) => `In ${program} öffnen`,
  openInMail: 'In meinem Mailprogramm öffnen',
}

export const links: typeof linksShape = {
  form: (program) => `ein ausgefülltes Formular in ${program} öffnen`,
  title: 'Ein Kaffee',
  belongs: (owner, from, about) =>
    `Dieser Link gehört zu ${from === 'mail' ? 'einer Mail' : 'dem Brief'} an ${owner}${about ? `; es geht um ${about}` : ''}. Melde dich an, um ${from === 'mail' ? 'nachzusehen' : 'freie Zeiten zu sehen'}.`,
  signIn: 'Anmelden und freie Zeiten sehen',
  signInWith: (label) => `Mit ${label} anmelden und freie Zeiten sehen`,
  mailed: 'Einen Link per Mail bekommen',
}
