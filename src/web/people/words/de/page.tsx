/** What the page of all people says of them: headline, picture, lists and groups, and who is added or left out, in German. */
import { inWords, listed, listedWith, people as peopleInWords } from '../../../../letter/words/de/pieces.ts'
import { number, type Place } from '../../../../place.ts'
import { daysOf, policy } from '../../../../policy.ts'
import type { page as shape } from '../en/page.tsx'

type Where = Pick<Place, 'locale'>

/** "2.000 Menschen": as subject or as object. */
const people = (amount: number, where: Where) => (amount === 1 ? 'Ein Mensch' : `${number(amount, where)} Menschen`)
const here: Where = { locale: null }

export const page: typeof shape = {
  title: 'Menschen',
  letter: {
    heading: 'Dein Brief',
    when: (day, clock) => `${day}s, ${clock} Uhr`,
    facts: ({ address, timeZone, people }) => `An ${address}, ${timeZone}. Höchstens ${peopleInWords(people)}.`,
    pausedUntil: (day) => `Macht Pause bis zum ${day}.`,
    change: 'Den Brief ändern',
  },
  stored: {
    heading: 'Was gespeichert ist',
    kinds: 'Namen, Adressen, Daten, Betreffzeilen, Titel von Terminen',
    amounts: (mail, meetings, where) =>
      `Kopfdaten von ${number(mail, where)} ${mail === 1 ? 'Nachricht' : 'Nachrichten'} und ${number(meetings, where)} ${meetings === 1 ? 'Kalendereintrag' : 'Kalendereinträgen'}`,
    never: 'Texte und Anhänge von Nachrichten: nie abgerufen',
    see: 'Alles ansehen, exportieren oder löschen',
  },

  headline: {
    reading: 'Ich lese, mit wem du in Kontakt bist',
    nobody: 'Noch niemand hier',
    unsure: (amount, where) => `${people(amount, where)}, soweit ich lesen konnte`,
    close: (amount, where) => `${people(amount, where)}, nicht weiter weg als sonst`,
    mostlyClose: (amount, where) => `${people(amount, where)}, die meisten nicht weiter weg als sonst`,
    someAway: (amount, where) => `${people(amount, where)}, manche weiter weg als sonst`,
  },
  lede: {
    people:
      'Jeder Punkt ist ein Mensch, mit dem du wirklich geschrieben hast. Eine Linie zeigt, wer weiter von dir weggerückt ist, als es zwischen euch üblich ist.',
    unconnected:
      'Es ist kein Konto verbunden. Verbinde eines, und hier erscheinen die Menschen, denen du wirklich schreibst und die du triffst.',
    reading:
      'Die ersten Namen erscheinen in wenigen Minuten, zuerst die aus den letzten Wochen. Du kannst diese Seite schließen; gelesen wird weiter.',
    nobody:
      'Hier ist niemand, dem du geschrieben hast und von dem eine Antwort kam. Vielleicht weiß ein anderes Konto von dir mehr.',
  },
  connect: 'Ein Konto verbinden',
  quiet: (names, more) =>
    `Um ${more > 0 ? listedWith(names, more) : listed(names)} ist es länger still, als es zwischen euch üblich ist. Alle anderen können warten.`,
  unsure: (amount, where) =>
    `Zuletzt ließ sich nicht jedes Konto lesen; ob es um ${amount === 1 ? 'einen Menschen' : people(amount, where)} still ist, weiß ich darum nicht.`,
  nobodyQuiet: 'Um niemanden ist es ungewöhnlich lange still. Es gibt nichts zu tun.',
  firstLook: 'Es wird noch gelesen; dies ist also ein erster Blick, und er wird sich ändern.',

  orbit: {
    title: 'Deine Menschen, nach der Zeit seit dem letzten Kontakt',
    rings: {
      month: 'ein Monat',
      season: 'ein Vierteljahr',
      halfYear: 'ein halbes Jahr',
      year: 'ein Jahr',
      years: 'zwei Jahre',
    },
    you: 'du',
    nobody: 'Noch ist niemand eingezeichnet.',
    words({ drawn, total, due, named }) {
      const who = total > drawn ? `${number(drawn, here)} von ${total} Menschen` : people(total, here)
      if (!due) return `${who}. Niemand ist weiter weg als sonst.`
      const past = due === 1 ? 'Ein Mensch ist' : `${due} sind`
      return `${who}. ${past} weiter weg als sonst${named.length ? `, darunter ${listed(named)}` : ''}.`
    },
  },

  soon: {
    about:
      'Länger still, als es zwischen euch üblich ist. Die Streifen zeigen zwei Jahre, Monat für Monat; kräftigere Farbe heißt mehr Kontakt.',
    all: (amount, where) => `Alle ${number(amount, where)}, um die es lange still ist`,
    plan: (name) => `Einen Kaffee mit ${name} planen`,
  },
  groups: { soon: 'Bald', in_touch: 'In Kontakt', resting: 'Machen Pause', left_out: 'Nicht vorgeschlagen' },
  standing: { soon: 'Bald', in_touch: 'In Kontakt', resting: 'Macht Pause', left_out: 'Dir überlassen' },
  everyoneElse: 'Alle anderen',
  all: (amount, where) => (amount === 1 ? 'Ein Mensch' : `Alle ${number(amount, where)} Menschen`),
  before: 'Die hundert davor',
  next: 'Die nächsten hundert',
  toEveryone: 'Zurück zu allen',

  table: { name: 'Name', years: 'Die letzten zwei Jahre', last: 'Zuletzt in Kontakt', now: 'Jetzt' },
  lastKnown: (ago) => `${ago}, soweit ich weiß`,
  notYet: 'noch nie',
  elsewhere: 'Ihr sprecht anderswo',
  notSuggested: 'Nicht mehr vorgeschlagen',
  restingUntil: (month) => `Macht Pause bis ${month}`,
  meetingOn: (day) => `Verabredet am ${day}`,

  seenOnly: {
    heading: 'Nur gesehen',
    about:
      'Menschen in deiner Mail oder deinen Terminen, mit denen es nie hin und her ging; darum werden sie nicht vorgeschlagen. Die Suche findet sie.',
    aboutWithLink: (href) => (
      <>
        Menschen in deiner Mail oder deinen Terminen, mit denen es nie hin und her ging; darum werden sie nicht
        vorgeschlagen. Die Suche findet sie; oder <a href={href}>sieh dir alle an, die nur gesehen wurden</a>.
      </>
    ),
  },
  search: {
    label: 'Jemanden finden',
    hint: 'Ein Name oder eine Adresse',
    button: 'Suchen',
    found: (query) => `„${query}“`,
    nobody: (query) => `Niemand gefunden zu „${query}“`,
  },

  close: 'Im Blick',
  add: {
    heading: 'Jemanden von Hand hinzufügen',
    about: () =>
      `Eine Mentorin oder ein alter Kollege, mit denen du wenig geschrieben hast. Solange kein Rhythmus von euch bekannt ist, gilt es nach ${daysOf(policy.addedByHand)} Tagen als still. Niemand erfährt davon. Bis zu ${inWords(policy.close.most)} Menschen kannst du auch im Blick behalten, auf ihren Seiten.`,
    name: 'Name',
    address: 'Adresse',
    button: 'Hinzufügen',
  },
  leftOut: {
    heading: 'Keine Menschen',
    about: 'Newsletter, Automaten, Listen und Adressen von Funktionen. Wenn etwas davon ein Mensch ist, sag es.',
    show: 'Zeigen, was ausgelassen wurde und warum',
    more: (amount, where) => `${number(amount, where)} weitere: Die Suche oben findet sie.`,
    all: (amount, where) => `Alle ${number(amount, where)}`,
    kinds: { person: 'Mensch', robot: 'Automat', list: 'Liste', role: 'Adresse einer Funktion' },
    person: 'Das ist ein Mensch',
    personAria: (name) => `Das ist ein Mensch: ${name}`,
  },
  sharedMailbox: (one, other) =>
    `Von hier geht Mail als ${one} und als ${other} hinaus. Wenn ihr zu zweit aus diesem Postfach schreibt, zählt nur Mail unter deinem eigenen Namen als deine. Du kannst das in den Einstellungen jederzeit ändern.`,

  share: {
    title: 'Geteilt',
    heading: 'Was geteilt wurde',
    nothing: 'Es kam nichts mit',
    notKept: 'Noch ist nichts davon gespeichert. Was daraus wird, entscheidest du.',
    how: 'Teile eine Adresse oder ein paar Worte aus einer anderen App, und sie stehen hier in einem Formular.',
    note: 'Eine Notiz zu jemandem',
    whom: 'Um wen geht es?',
    nobody: (query) => `Niemand gefunden zu „${query}“.`,
    noteFor: (name) => `Für ${name} notieren`,
    toPeople: 'Zu deinen Menschen',
  },
}
