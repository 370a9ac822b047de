/** The account page in German: what is stored, how it is taken away, and what is said once it is. */
import { lasting, lastingInDative } from '../../../../letter/words/de/pieces.ts'
import { number, type Place } from '../../../../place.ts'
import { daysOf, policy } from '../../../../policy.ts'
import type {
  account as accountShape,
  ended as endedShape,
  files as filesShape,
  leaving as leavingShape,
} from '../en/account.tsx'

type Where = Pick<Place, 'locale'>

const plain = { locale: 'de-DE' }
const people = (amount: number, where: Where) => (amount === 1 ? 'eine Person' : `${number(amount, where)} Menschen`)
const headers = (amount: number, where: Where) =>
  `die Kopfzeilen von ${amount === 1 ? 'einer Nachricht' : `${number(amount, where)} Nachrichten`}`
const entries = (amount: number, where: Where, one = 'ein Kalendereintrag') =>
  amount === 1 ? one : `${number(amount, where)} Kalendereinträge`
const contactsOf = (amount: number, where: Where) =>
  amount === 1 ? 'ein Kontakt' : `${number(amount, where)} Kontakte`

export const account: typeof accountShape = {
  title: 'Konto',
  heading: 'Was gespeichert ist, und wie du es zurücknimmst',
  stored: 'Über dich gespeichert',
  held: ({ mail, meetings, contacts }, where) =>
    contacts
      ? `${headers(mail, where)}, ${entries(meetings, where)} und ${contactsOf(contacts, where)}`
      : `${headers(mail, where)} und ${entries(meetings, where)}`,
  made: (persons, others, where) => (
    <>
      <b>Daraus entstanden.</b> {people(persons, where)}; außen vor{' '}
      {others === 1
        ? 'bleibt ein Automat, ein Verteiler oder eine Sammeladresse'
        : `bleiben ${number(others, where)} Automaten, Verteiler und Sammeladressen`}
      . Gezählt ist, wer irgendwo darauf steht, dir nah oder nicht
    </>
  ),
  own: (decisions, notes) => (
    <>
      <b>Deine eigenen Worte.</b> {decisions === 1 ? 'Eine Entscheidung' : `${number(decisions, plain)} Entscheidungen`}{' '}
      und {notes === 1 ? 'eine Notiz' : `${number(notes, plain)} Notizen`}
    </>
  ),
  you: (name, email) => (
    <>
      <b>Du selbst.</b> {name}, {email}, deine Einstellungen und deine Anmeldungen
    </>
  ),
  fields:
    'Von einer Nachricht: Von, An, Kopie, Datum, Betreff, ihre Message-ID, die Zeitverschiebung, mit der sie geschrieben wurde, der Link, der sie in Outlook öffnet, und ob ein Verteiler oder ein Programm sie verschickt hat. Von einem Kalendereintrag: Titel, Zeit, Ort, Gäste und ihre Antworten. Von einem Kontakt: Namen, Adressen und der Tag des Geburtstags. Texte, Beschreibungen und Anhänge werden nie abgerufen, und von einem Kontakt wird keine Notiz, kein Bild und keine Nummer behalten.',
  absence: (stop, notice) =>
    `Hat ${lasting(stop)} lang niemand hier eine Seite geöffnet oder einen Link aus einem Brief gedrückt, endet das Lesen, und mit ihm die Briefe. Eine einzige Mail sagt es ${lasting(notice)} vorher. Sobald du zurück bist, geht beides weiter.`,
  onPhone:
    'Auf dem Telefon legt „Zum Startbildschirm hinzufügen“ im Menü des Browsers diese Seiten auf den Startbildschirm; was eine andere App dann teilt, füllt hier ein Formular, und behalten wird nichts, bevor du es abschickst.',
  export: 'Alles exportieren',
  requests: 'Anfragen der letzten 30 Tage',
  noRequests: 'Keine.',
  bookTrouble: {
    now: 'Sein Adressbuch wird gerade nicht gelesen.',
    again: (when: string) => `Der nächste Versuch ist am ${when}.`,
    way: 'Das Adressbuch wieder lesen lassen',
  },
  stopContacts: 'Das Adressbuch nicht mehr lesen und seine Kontakte löschen',
  noContacts: 'Das Adressbuch dieses Kontos wird nicht gelesen',
  contactsHelp:
    'Es könnte mehrere Adressen eines Menschen zusammenbringen, Adressen ohne Namen benennen und Geburtstage nennen. Einmal am Tag gelesen würden Namen, Adressen und der Tag eines Geburtstags; keine Notiz, kein Bild und keine Nummer wird behalten, und wegen eines Kontakts wird niemand vorgeschlagen.',
  permissionCalled: (_label, called) => `Dort heißt diese Erlaubnis „${called}“.`,
  readContacts: 'Das Adressbuch lesen lassen',
  typeAgain: 'Tipp das Passwort noch einmal ein und kreuz das Kästchen an:',
}

export const ended: typeof endedShape = {
  stopped: 'Das Lesen hat aufgehört',
  kept: (email) => `${email} wird nicht mehr gelesen. Was gelesen wurde, bleibt.`,
  toAccounts: 'Zurück zu deinen Konten',
  disconnected: 'Getrennt',
  seeStored: 'Nachsehen, was jetzt gespeichert ist',
  deleted: 'Alles ist gelöscht',
  rows: 'Es sind 0 Zeilen übrig. Deine Mail und dein Kalender bleiben, wie sie sind.',
  gone: (email) =>
    `Was nur von ${email} kam, ist hier gelöscht. Was auch ein anderes Konto von dir gesehen hat, bleibt.`,
  password: 'Das Passwort, das hier lag, ist gelöscht. Auf seinem eigenen Server gilt es, bis du es dort zurücknimmst.',
  revoked: 'Die Erlaubnis wurde beim Anbieter zurückgenommen.',
  byHandSample:
    'Der Anbieter hat nicht bestätigt, dass die Erlaubnis zurückgenommen ist. Es ist ein Beispielkonto, also ist von Hand nichts zu tun; von hier wird so oder so nichts gelesen.',
  byHand: (page) =>
    `Der Anbieter hat nicht bestätigt, dass die Erlaubnis zurückgenommen ist. Nimm sie von Hand zurück, ${page ? `auf ${page}` : 'dort auf der Seite deines Kontos'}; von hier wird so oder so nichts gelesen.`,
  letterStopped: 'Im Moment geht kein Brief hinaus.',
  letterTo: (address) => `Dein Brief geht an ${address}.`,
  typeToDisconnect: (email) => `Tipp ${email} ein, um dieses Konto zu trennen. Geändert wurde nichts.`,
  typeToDelete: (email) => `Tipp ${email} ein, um alles zu löschen. Geändert wurde nichts.`,
}

export const files: typeof filesShape = {
  server:
    'Im Log des Datenbankservers, und in Kopien, die sein Betreiber davon hat, steht es, bis sie überschrieben werden. In Sicherungen, die du selbst gemacht hast, steht es weiterhin.',
  embedded: () =>
    `Die Dateien der Datenbank werden ohne es neu geschrieben, innerhalb von ${lastingInDative(policy.erased)}, solange dieser Server läuft. Sicherungen, die das Programm von selbst macht, bleiben ${daysOf(policy.backups.gone)} Tage; danach sind sie weg oder ohne es. In Sicherungen, die du selbst gemacht hast, steht es weiterhin.`,
}

export const leaving: typeof leavingShape = {
  stale: (time) =>
    `Deine Anmeldung ist mehr als ${lasting(time)} her. Um zu exportieren, zu trennen oder zu löschen, melde dich zuerst noch einmal an; danach kommst du hierher zurück.`,
  disconnect: 'Ein Konto trennen',
  disconnectSays:
    'Das nimmt die Erlaubnis beim Anbieter zurück und löscht, was von diesem Konto kam. Was du entschieden und notiert hast, bleibt dir.',
  disconnectOne: (email) => `${email} trennen`,
  none: 'Es ist kein Konto verbunden.',
  deleteAll: 'Alles löschen',
  deleteSays: (persons, { mail, meetings }, where) =>
    `Das entfernt ${people(persons, where)}, ${headers(mail, where)} und ${entries(meetings, where, 'einen Kalendereintrag')} von diesem Server, dazu deine Entscheidungen, Notizen und Einstellungen, und nimmt die Erlaubnis beim Anbieter zurück. Deine Mail und dein Kalender bleiben, wie sie sind. Rückgängig machen lässt es sich nicht.`,
  confirm: (wanted) => (
    <>
      Tipp zur Bestätigung <b>{wanted}</b>
    </>
  ),
}
