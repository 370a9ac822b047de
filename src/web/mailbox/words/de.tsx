/** A mailbox and its calendar by password in German: what that opens, the form, and the link that proves the address. */
import { lasting } from '../../../letter/words/de/pieces.ts'
import type { english } from './en.tsx'
import { guides } from './guides-de.ts'

const form: (typeof english)['form'] = {
  title: (kind) => (kind === 'mailbox' ? 'Ein Postfach verbinden' : 'Einen Kalender verbinden'),
  again: (problem) => `${problem} Es wurde nichts verbunden, und das Passwort ist noch einmal einzugeben.`,
  renew:
    'Das Passwort dieses Kontos gilt nicht mehr. Gib ein neues ein, dann geht das Lesen dort weiter, wo es aufgehört hat.',
  onlyCalendar:
    'Dieser Server kann noch kein Postfach mit einem Passwort lesen. Ein Kalender allein lässt sich verbinden, bei jedem Server, der CalDAV spricht.',
  opens: {
    mailbox:
      'Dieses Passwort öffnet alles: lesen, verschicken, löschen. Coffee soon fragt nur nach Kopfzeilen und führt jeden Befehl auf.',
    calendar:
      'Dieses Passwort öffnet im Kalender alles: lesen, ändern, löschen. Coffee soon behält nur Titel, Zeiten und Gäste und führt jeden Befehl auf.',
  },
  cannot: (
    <>
      <b>Kann nicht:</b> Mit der Erlaubnis von Google oder Microsoft gibt der Anbieter keinen Nachrichtentext heraus,
      was dieses Programm auch tut.
    </>
  ),
  doesNot: (account) => (
    <>
      <b>Tut nicht:</b> Mit einem Passwort könnte es, und tut es nicht. {account('Die Kontoseite')} führt jeden Befehl
      auf, den es geschickt hat. Das Passwort liegt versiegelt, wird nie wieder angezeigt und verschickt keine Mail.
    </>
  ),
  less: 'Eine Erlaubnis, die weniger öffnet:',
  connect: (label) => `${label} verbinden`,
  lessOnce:
    'Ein Konto bei Google oder Microsoft lässt sich mit einer Erlaubnis öffnen, die weniger umfasst, sobald dieser Server einen OAuth-Client hat.',
  howToSetUp: 'Wie man einen einrichtet',
  howTo: 'Wie du an das Passwort kommst',
  address: 'E-Mail-Adresse',
  password: 'App-Passwort',
  what: 'Was es hier öffnet',
  both: 'das Postfach, und seinen Kalender, falls es einen gibt',
  mailAlone: 'nur das Postfach',
  calendarAlone: 'nur einen Kalender',
  contacts: 'Auch mein Adressbuch lesen',
  contactsHint:
    'Namen, Adressen und Geburtstage, neben dem Kalender, einmal am Tag; keine Notiz, kein Bild und keine Nummer wird behalten. Sie geben Menschen ihre Namen und bringen ihre Adressen zusammen; vorgeschlagen wird deswegen niemand.',
  server: 'Der Server, oder ein eigener Name zum Anmelden',
  serverHint: 'Bleibt das leer, wird jeder Server über die Domain gefunden, und der Name ist die Adresse.',
  user: 'Benutzername',
  dav: 'Server für den Kalender (CalDAV)',
  imap: 'Server für IMAP',
  port: 'Port',
  tls: 'TLS',
  implicit: 'vom ersten Byte an',
  starttls: 'mit STARTTLS',
  submit: (kind) => (kind === 'mailbox' ? 'Verbinden' : 'Diesen Kalender verbinden'),
}

const connected: (typeof english)['connected'] = {
  title: (kind) => (kind === 'mailbox' ? 'Das Postfach ist verbunden' : 'Der Kalender ist verbunden'),
  says: (kind, missed) =>
    kind === 'mailbox' ? `Ab jetzt werden seine Kopfzeilen gelesen. ${missed}` : `Ab jetzt wird er gelesen. ${missed}`,
  goOn: 'Weiter',
  connectCalendar: 'Einen Kalender verbinden',
  noCalendar: (why) => `Sein Kalender ist nicht verbunden: ${why}`,
  noContacts: 'Neben dem Kalender fand sich kein Adressbuch, also wird keines gelesen.',
}

const proof: (typeof english)['proof'] = {
  title: (terminal) => (terminal ? 'Sieh ins Terminal' : 'Sieh in deine Mail'),
  lede: (terminal, time) =>
    terminal
      ? `Das Passwort stimmt. Öffne jetzt den Link, der im Terminal steht, in dem dieses Programm läuft: in diesem Browser, und innerhalb der nächsten ${lasting(time)}.`
      : `Das Passwort stimmt. Öffne jetzt den Link, der zu deiner Adresse unterwegs ist: in diesem Browser, und innerhalb der nächsten ${lasting(time)}.`,
  why: (terminal) =>
    terminal
      ? 'Auf diesem Rechner ist kein Mailserver eingerichtet, und wer sein Terminal liest, dem gehört er: Das ist hier Beweis genug. Bis dahin ist auf diesem Server nichts gespeichert: Das Passwort wartet versiegelt in diesem Browser.'
      : 'Einen Server, der ein Passwort annimmt, kann jeder betreiben; an deiner Adresse liest nur du. Bis dahin ist auf diesem Server nichts gespeichert: Das Passwort wartet versiegelt in diesem Browser.',
  ask: (kind) => (kind === 'mailbox' ? 'Dieses Postfach verbinden?' : 'Diesen Kalender verbinden?'),
  becomes: (address, kind, calendarToo) => (
    <>
      <b>{address}</b> gehört dann hier zu dir, und ab jetzt{' '}
      {kind === 'calendar'
        ? 'wird der Kalender gelesen'
        : calendarToo
          ? 'werden die Kopfzeilen gelesen, und der Kalender auch'
          : 'werden die Kopfzeilen gelesen'}
      .
    </>
  ),
  connect: 'Verbinden',
  notAsked: 'Hast du nicht darum gebeten, schließ die Seite: Ohne den Knopf geschieht nichts.',
  over: 'Dieser Link verbindet nichts',
  overSays: (time) =>
    `Er gilt ${lasting(time)}, einmal, und nur in dem Browser, in dem das Passwort eingegeben wurde. Gespeichert wurde nichts.`,
  typeAgain: 'Noch einmal eingeben',
}

export const german: typeof english = {
  form,
  connected,
  proof,
  guide: ({ id, label, steps }) => guides[id] ?? { label, steps },
}
