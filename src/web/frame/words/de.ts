/** What stands around every page, and how moments are told on all of them, in German. */
import { span, spanInDative } from '../../../letter/words/de/pieces.ts'
import { introducing } from './de/introducing.tsx'
import { kept } from './de/kept.ts'
import { notes } from './de/notes.tsx'
import { programs } from './de/programs.tsx'
import type { english } from './en.ts'

export const german: typeof english = {
  skip: 'Zum Inhalt springen',
  main: 'Hauptmenü',
  people: 'Menschen',
  letter: 'Brief',
  outbox: 'Ausgang',
  settings: 'Einstellungen',
  account: 'Konto',
  signOut: 'Abmelden',
  sampleLetter: 'Beispielbrief',
  signIn: 'Anmelden',
  signInWith: (label) => `Mit ${label} anmelden`,
  label: (label) =>
    ({ 'sample account': 'Beispielkonto', 'sample work account': 'Beispielkonto der Arbeit' })[label] ?? label,
  signInByLink: 'Mit einem Link anmelden',
  guestFoot: 'Kein Tracking, keine Cookies, keine fremden Skripte oder Schriften.',
  foot: 'Kein Tracking, keine fremden Skripte oder Schriften.',
  stored: 'Was gespeichert ist, Export, Trennen, Löschen',
  stays: 'Diese Seite bleibt, wie sie ist.',
  reloads: (seconds) => `Diese Seite lädt sich alle ${seconds} Sekunden neu.`,
  reload: 'Wieder von selbst neu laden',
  keep: 'So stehen lassen',
  toStart: 'Zurück zum Anfang',

  moment: (day, clock) => `${day}, ${clock} Uhr`,
  today: 'heute',
  yesterday: 'gestern',
  tomorrow: 'morgen',
  ago: (days) => `vor ${spanInDative(days)}`,
  ahead: (days) => `in ${spanInDative(days)}`,
  never: 'Noch keine E-Mail und kein Treffen zwischen euch beiden',
  inTouchToday: 'Heute in Kontakt',
  since: (days) => `${span(days)} seit eurer letzten E-Mail oder eurem letzten Treffen`,
  lastKnown: (ago) => `Die letzte E-Mail oder das letzte Treffen, von dem ich weiß: ${ago}`,
  justNow: 'gerade eben',
  minutesAgo: (minutes) => `vor ${minutes} Minuten`,
  hoursAgo: (hours) => (hours === 1 ? 'vor einer Stunde' : `vor ${hours} Stunden`),
  aMinute: 'eine Minute',
  minutes: (minutes) => `${minutes} Minuten`,
  hours: (hours) => `${hours} Stunden`,

  noPage: 'Diese Seite gibt es nicht',
  noPageWhy:
    'Die Adresse ist vielleicht alt oder vertippt. Kam sie aus einem Brief, dann steht im neuesten eine, die geht.',
  noMethod: 'So funktioniert diese Adresse nicht',
  openAsPage: 'Öffne sie als Seite.',
  belongsToButton: 'Sie gehört zu einem Knopf. Geh auf die Seite mit dem Knopf und drück ihn dort.',
  wentWrong: 'Hier ist etwas schiefgegangen',
  notYourDoing:
    'Das liegt nicht an dir, und im Log dieses Servers steht, was passiert ist. Versuch es in einer Minute noch einmal.',
  refused: {
    400: 'Das hat nicht gepasst',
    403: 'Von hier aus nicht',
    404: 'Nicht gefunden',
    409: 'So nicht',
    410: 'Dieser Link ruht',
    429: 'Etwas langsamer',
    503: 'Gerade nicht',
  },

  notes,
  introducing,
  programs,
  kept,
}
