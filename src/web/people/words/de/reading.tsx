/** What the page of all people says of the reading of each account: how far it is, and what could not be read, in German. */
import { number } from '../../../../place.ts'
import type { reading as shape } from '../en/reading.tsx'

/** Of mail or of a calendar: one, several, several in the dative. */
const nouns = {
  mail: ['Nachricht', 'Nachrichten', 'Nachrichten'],
  calendar: ['Kalendereintrag', 'Kalendereinträge', 'Kalendereinträgen'],
} as const
const things = (kind: keyof typeof nouns, amount: number) => nouns[kind][amount === 1 ? 0 : 1]

export const reading: typeof shape = {
  heading: 'Deine Vorgeschichte',
  headingNow: 'Deine Vorgeschichte wird gelesen',
  noAccount: 'Zurzeit wird kein Konto gelesen.',
  comesNext: (kind) => `Deine ${nouns[kind][1]} sind als Nächstes dran`,
  counting: (kind, amount, where) => (
    <>
      Deine {nouns[kind][1]} werden gezählt: bis jetzt <b>{number(amount, where)}</b>
    </>
  ),
  read: (kind, amount, where) => (
    <>
      <b>{number(amount, where)}</b> {things(kind, amount)} gelesen
    </>
  ),
  readOf: (kind, { done, of }, where) => (
    <>
      <b>{number(done, where)}</b> von etwa {number(of, where)} {nouns[kind][2]}
    </>
  ),
  bar: (kind, { done, of }, where) => `${number(done, where)} von etwa ${number(of, where)} ${nouns[kind][2]} gelesen`,

  failed: 'Hier wird zurzeit nichts Neues gelesen. Was vorher gelesen wurde, bleibt.',
  waiting: 'Es geht von selbst weiter; nichts geht verloren.',
  upTo: (day) => `Bis zum ${day}.`,
  lastLooked: (when) => `Zuletzt nachgesehen: ${when}.`,
  readBack: (month) => `Gelesen zurück bis ${month}.`,
  completeBack: (month) => `Bis jetzt vollständig zurück bis ${month}.`,
  mayClose: 'Du kannst diese Seite schließen.',
  left: (wait) => `Noch etwa ${wait}; du kannst diese Seite schließen.`,
  pace: 'Der Anbieter erlaubt ein bestimmtes Tempo, und gelesen wird deutlich langsamer.',

  attention: 'Hier wirst du gebraucht',
  linkForThem: 'Der Link dafür',
  reconnect: 'Neu verbinden',
  addIt: 'Ergänzen',

  setAside: {
    calendar: (again, between) =>
      `Dein Kalender lässt sich zurzeit ${between ? `zwischen dem ${between.from} und dem ${between.to} ` : ''}nicht ganz lesen: Was dort neu oder geändert ist, fehlt hier. Der nächste Versuch folgt nach ${again} Uhr.`,
    folders: (again) =>
      `Die Liste deiner Mailordner lässt sich zurzeit nicht lesen: Ordner, die vorher nicht bekannt waren, fehlen hier. Der nächste Versuch folgt nach ${again} Uhr.`,
    within: (again, name) =>
      `Die Ordner in ${name ? `„${name}“` : 'einem Ordner dieses Postfachs'} lassen sich zurzeit nicht auflisten: Neue darunter fehlen hier. Der nächste Versuch folgt nach ${again} Uhr.`,
    folder: (again, { name, since }) =>
      `${name ? `Der Ordner „${name}“` : 'Ein Ordner dieses Postfachs'} lässt sich zurzeit nicht lesen: ${since ? `Was dort seit dem ${since} kam, fehlt hier` : 'Was darin liegt, fehlt hier ganz oder zum Teil'}. Der nächste Versuch folgt nach ${again} Uhr.`,
    more: (amount) =>
      amount === 1
        ? 'Mit einem weiteren ist es ebenso; auch dort wird es wieder versucht.'
        : `Mit ${amount} weiteren ist es ebenso; auch dort wird es wieder versucht.`,
  },

  unread: {
    summary: (kind, amount, where) =>
      amount === 1
        ? `${kind === 'mail' ? 'Eine Nachricht' : 'Ein Kalendereintrag'}, nicht oder nicht ganz lesbar`
        : `${number(amount, where)} ${nouns[kind][1]}, nicht oder nicht ganz lesbar`,
    look: 'Ansehen',
    lookNumber: (index) => `Nummer ${index} ansehen`,
    inExport: (amount, href) => (
      <>
        Dein <a href={href}>Export</a> nennt {amount === 1 ? 'die Kennung davon' : 'die Kennung von jedem Stück'}, unter
        leftOut.
      </>
    ),
  },
}
