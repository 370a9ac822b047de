/** The page of an upload in German: choosing files, being read, whose they are, and what came of it. */
import { number } from '../../../place.ts'
import type { english } from './en.tsx'
import { note, place, problem, reason, why } from './said-de.ts'

const plain = { locale: 'de-DE' }
const messages = (amount: number) => (amount === 1 ? 'eine Nachricht' : `${number(amount, plain)} Nachrichten`)
const meetings = (amount: number) => (amount === 1 ? 'ein Treffen' : `${number(amount, plain)} Treffen`)
const contactsOf = (amount: number) => (amount === 1 ? 'ein Kontakt' : `${number(amount, plain)} Kontakte`)
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export const german: typeof english = {
  title: 'Deine eigenen Dateien',
  closed:
    'Dieser Server läuft dort, wo keine Dateien angenommen werden können. Zu Hause liest sie der Befehl zum Importieren.',
  signInFirst: 'Melde dich zuerst an: Die Dateien kommen in dein Konto.',
  signIn: 'Anmelden',

  more: 'Weitere Dateien',
  lede: 'Mail, Kalender und Kontakte, wie Google und andere sie herausgeben: .zip, .tgz, .mbox, .eml, .ics, .vcf, .csv. Sie werden auf diesem Server gelesen und wieder entfernt; behalten werden nur Kopfzeilen, Titel, Zeiten und Gäste, und von Kontakten Namen, Adressen und Geburtstage.',
  files: 'Dateien, alle Teile eines Exports zusammen',
  folder: 'Oder ein ganzer Ordner, etwa ein entpackter Export oder ein Maildir',
  submit: 'Übergeben',
  how: (gigabytes) =>
    `Zieh sie auf das Feld oder such sie aus, bis zu ${gigabytes} GB auf einmal. Dein Browser zeigt, wie weit die Übertragung ist. Ausgewertet wird nichts, bevor du gesagt hast, welche Adressen dir gehören.`,

  looking: 'Es wird nachgesehen, wem die Dateien gehören',
  reading: 'Deine Dateien werden gelesen',
  percent: (percent) => `${percent} von 100`,
  lastMinute: 'Es dauert keine Minute mehr.',
  left: (time) => `Es dauert noch etwa ${time}.`,
  mayClose: 'Du kannst diese Seite schließen; es geht von selbst weiter.',
  stop: 'Abbrechen und die Dateien entfernen',

  whose: 'Welche Adressen gehören dir?',
  whoseSays:
    'Was von ihnen kam, zählt als deins, und wer kein Häkchen hat, ist jemand anderes. Ausgewertet wird nichts, bevor du drückst.',
  typeYours: 'Aus den Dateien geht es nicht hervor, also gib deine Adresse ein.',
  others: 'Weitere, die dir gehören',
  confirm: 'Das sind meine, lies die Dateien',
  drop: 'Nichts davon, die Dateien entfernen',

  read: (result) =>
    result.contacts
      ? `${capital(messages(result.messages))}, ${meetings(result.meetings)} und ${contactsOf(result.contacts)} gelesen`
      : `${capital(messages(result.messages))} und ${meetings(result.meetings)} gelesen`,
  isNew: ({ mail, meeting, contact }, withContacts) =>
    withContacts
      ? `Neu hier: ${messages(mail)}, ${meetings(meeting)} und ${contactsOf(contact)}.`
      : `Neu hier: ${messages(mail)} und ${meetings(meeting)}.`,
  nothingNew: 'All das war schon hier, also hat sich nichts geändert.',
  removed: 'Die Dateien sind entfernt.',
  contactsSay:
    'Kontakte geben Menschen ihre Namen und bringen ihre Adressen zusammen; vorgeschlagen wird deswegen niemand.',
  letter: 'Der Brief',
  ties: (amount, where) =>
    amount === 1
      ? 'Eine Person, mit der du wirklich schreibst'
      : `${number(amount, where)} Menschen, mit denen du wirklich schreibst`,
  people: 'Mit wem du am meisten in Kontakt bist',
  person: (name, { written, received, met }, where) => (
    <>
      <b>{name}</b>: {number(written, where)} von dir, {number(received, where)} an dich
      {met ? `, ${meetings(met)}` : ''}
    </>
  ),
  leftOut: 'Was weggelassen wurde, und warum',
  leftOutLine: (amount, why, places) => `${amount}: ${why}${places.length ? ` (${places.join('; ')})` : ''}`,
  notRead: 'Dateien, die nicht gelesen wurden',
  moreNotes: (amount) => `Und ${amount} weitere.`,

  why,
  problem,
  note,
  reason,
  place,
}
