/** Sessions, signing in once more, and signing in by a link, in German. */
import { lasting, lastingInDative } from '../../../../letter/words/de/pieces.ts'
import type { Act, again as againShape, link as linkShape, sessions as sessionsShape } from '../en/signing.tsx'

export const sessions: typeof sessionsShape = {
  title: 'Wo du angemeldet bist',
  lede: (idle, longest) =>
    `Ein Browser wird von selbst abgemeldet: nach ${lastingInDative(idle)} ohne Besuch, und ${lasting(longest)} nach der Anmeldung.`,
  browser: (said) =>
    said
      .replace('A browser', 'Ein Browser')
      .replace(' on an ', ' auf einem ')
      .replace(' on a ', ' auf einem ')
      .replace(' on ', ' auf ') || 'Ein Browser',
  here: 'dieser hier',
  today: 'heute',
  yesterday: 'gestern',
  lastWeekday: (weekday) => `letzten ${weekday}`,
  onDay: (day) => `am ${day}`,
  since: (day) => `angemeldet am ${day}`,
  end: 'Abmelden',
  endOf: (browser) => `${browser} abmelden`,
  endAll: 'Überall abmelden',
  kept: (link) => (
    <>
      Wie ein Browser sich nennt, bleibt in diesen wenigen Worten gespeichert, und der Tag, an dem er zuletzt benutzt
      wurde. Netzadressen und Orte nicht. Was in letzter Zeit passiert ist, steht auf {link('deiner Kontoseite')}.
    </>
  ),
  allEnded: 'Du bist überall abgemeldet',
  allEndedSays: (amount) =>
    amount === 1
      ? 'Dieser eine Browser wurde abgemeldet. Dein Konto und deine Briefe gehen weiter wie bisher.'
      : `${amount} Browser wurden abgemeldet, auch dieser. Dein Konto und deine Briefe gehen weiter wie bisher.`,
}

/** As it stands after „Bevor“. */
const acts: Readonly<Record<Act, string>> = {
  export: 'alles als Datei herausgegeben wird',
  disconnect: 'ein Konto getrennt wird',
  delete: 'alles gelöscht wird',
  handOut: 'ein Programm mit einem Token hereindarf',
  connect: 'dieses Konto, das hier neu ist, ein Zugang wird',
  confirm: 'ein Link hinausgeht, mit dem diese Adresse ein Zugang wird',
}

export const again: typeof againShape = {
  title: 'Melde dich zuerst noch einmal an',
  lede: (act, time) =>
    `Deine Anmeldung ist mehr als ${lasting(time)} her. Bevor ${acts[act]}, melde dich noch einmal an, damit es in einem offen gelassenen Browser niemand anderes tun kann. Geändert wurde nichts.`,
  back: 'Zurück',
  signInWith: (label, sample) => (sample ? `Mit dem ${label} anmelden` : `Mit ${label} anmelden`),
  byMail: 'Einen Link per Mail bekommen',
}

export const link: typeof linkShape = {
  title: 'Mit einem Link anmelden',
  lede: (time) =>
    `Ein Link geht an deine Adresse, wenn hier bekannt ist, dass sie dir gehört. Er gilt ${lasting(time)}, einmal, in jedem Browser.`,
  address: 'Deine E-Mail-Adresse',
  send: 'Den Link schicken',
  known:
    'Bekannt ist eine Adresse, für die der Anbieter eines deiner Konten bürgt oder an der du einen Link gedrückt hast.',
  inMail: 'Sieh in deine Mail',
  inOutbox: 'Sieh in den Ausgang',
  asked: (time) =>
    `Wenn die Adresse hier als die von jemandem bekannt ist, ist ein Link dorthin unterwegs. Er gilt ${lasting(time)}, einmal.`,
  noRelay: (outbox) => (
    <>
      Auf diesem Rechner ist kein Mailserver eingerichtet; der Link liegt darum in {outbox('dem Ausgang')}, den du
      siehst, solange du angemeldet bist, und steht im Terminal, in dem dieses Programm läuft.
    </>
  ),
  spam: (anHour) => `Sieh auch im Spam nach. An eine Adresse gehen in einer Stunde höchstens ${anHour} solche Mails.`,
  ask: 'Bei Coffee soon? anmelden?',
  becomes: (address) => (
    <>
      Dieser Browser wird beim Konto von <b>{address}</b> angemeldet.
    </>
  ),
  another:
    'Das ist ein anderes Konto als das, bei dem du hier gerade angemeldet bist; jenes endet damit in diesem Browser.',
  signIn: 'Anmelden',
  notAsked: 'Hast du nicht darum gebeten, schließ die Seite: Ohne den Knopf geschieht nichts.',
  over: 'Dieser Link meldet niemanden an',
  overSays: (time) =>
    `Ein solcher Link gilt ${lasting(time)}, einmal. Bitte um einen neuen, wenn du dich noch anmelden möchtest.`,
  askAgain: 'Um einen neuen Link bitten',
}
