/** Why something of an account is not kept, or not whole, in German. */
import type { LeftOutKind, Meaning } from '../left-out-kinds.ts'

const onlyThere = 'Dadurch fehlt nur, wer sonst nirgends vorkommt.'
const weekly = 'Dein Kalender wird etwa einmal in der Woche ganz durchgesehen, und das hier mit ihm.'
const mended = 'Sobald die Datei in Ordnung ist, importier sie noch einmal.'
const nothing = { mail: '', calendar: '', file: '' }

export const meanings: Readonly<Record<LeftOutKind, Meaning>> = {
  broken: {
    matters: onlyThere,
    again: { mail: 'Ein weiterer Versuch würde nicht helfen.', calendar: weekly, file: mended },
  },
  withheld: {
    matters: onlyThere,
    again: { mail: 'Der Anbieter wird etwa einmal in der Woche wieder gefragt.', calendar: weekly, file: mended },
  },
  refused: {
    matters: `Alles andere geht auch so weiter. ${onlyThere}`,
    again: {
      mail: 'Von selbst wird es nicht noch einmal versucht.',
      calendar: weekly,
      file: 'Der nächste Import versucht es wieder.',
    },
  },
  cut: { matters: 'Es zählt alles außer dem, was wegblieb.', again: nothing },
  beyond: {
    matters: onlyThere,
    again: { ...nothing, file: 'Exportier sie in kleineren Stücken, etwa Jahr für Jahr, und importier diese.' },
  },
}

const [message, messages] = ['Nachricht', 'Nachrichten']
const [event, events] = ['Termin', 'Termine']
const [entry, entries] = ['Eintrag', 'Einträge']

/** By the reason as it is stored, how it reads of one and of several, each behind its number. */
export const reasons: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'a message without a readable sender': [`${message} ohne lesbaren Absender`, `${messages} ohne lesbaren Absender`],
  'a message of an unknown form': [`${message} in unbekannter Form`, `${messages} in unbekannter Form`],
  'a message with an impossible date': [`${message} mit unmöglichem Datum`, `${messages} mit unmöglichem Datum`],
  'a message whose id cannot be kept': [
    `${message}, deren Kennung sich nicht speichern lässt`,
    `${messages}, deren Kennung sich nicht speichern lässt`,
  ],
  'a message that Gmail does not hand out': [
    `${message}, die Gmail nicht herausgibt`,
    `${messages}, die Gmail nicht herausgibt`,
  ],
  'a message that Microsoft does not hand out': [
    `${message}, die Microsoft nicht herausgibt`,
    `${messages}, die Microsoft nicht herausgibt`,
  ],
  'a message that the server does not hand out': [
    `${message}, die der Server nicht herausgibt`,
    `${messages}, die der Server nicht herausgibt`,
  ],
  'a message without a readable date': [`${message} ohne lesbares Datum`, `${messages} ohne lesbares Datum`],
  'a message that could not be stored': [
    `${message}, die sich nicht speichern ließ`,
    `${messages}, die sich nicht speichern ließen`,
  ],
  'a message to more than 500 people, of whom 500 are kept': [
    `${message} an mehr als 500 Menschen, von denen 500 gespeichert sind`,
    `${messages} an jeweils mehr als 500 Menschen, von denen 500 gespeichert sind`,
  ],
  'a folder of an unknown form': ['Ordner in unbekannter Form', 'Ordner in unbekannter Form'],
  'an event without a readable time': [`${event} ohne lesbare Zeit`, `${events} ohne lesbare Zeit`],
  'an event of an unknown form': [`${event} in unbekannter Form`, `${events} in unbekannter Form`],
  'an event at an impossible time': [`${event} zu unmöglicher Zeit`, `${events} zu unmöglicher Zeit`],
  'an event that ends before it begins': [
    `${event}, der endet, bevor er beginnt`,
    `${events}, die enden, bevor sie beginnen`,
  ],
  'an event that lasts longer than a year': [
    `${event}, der länger als ein Jahr dauert`,
    `${events}, die länger als ein Jahr dauern`,
  ],
  'an event whose id cannot be kept': [
    `${event}, dessen Kennung sich nicht speichern lässt`,
    `${events}, deren Kennung sich nicht speichern lässt`,
  ],
  'an event that could not be stored': [
    `${event}, der sich nicht speichern ließ`,
    `${events}, die sich nicht speichern ließen`,
  ],
  'an event with more than 500 guests, of whom 500 are kept': [
    `${event} mit mehr als 500 Gästen, von denen 500 gespeichert sind`,
    `${events} mit jeweils mehr als 500 Gästen, von denen 500 gespeichert sind`,
  ],
  'an entry without a readable time': [`${entry} ohne lesbare Zeit`, `${entries} ohne lesbare Zeit`],
  'an entry that cannot be read': [`${entry}, der sich nicht lesen lässt`, `${entries}, die sich nicht lesen lassen`],
  'an entry that is no calendar text': [
    `${entry}, der kein Kalendertext ist`,
    `${entries}, die kein Kalendertext sind`,
  ],
  'an entry that is cut off': [`${entry}, der abgeschnitten ist`, `${entries}, die abgeschnitten sind`],
  'an entry larger than 1 MB': [`${entry} von mehr als 1 MB`, `${entries} von mehr als 1 MB`],
  'an entry without a UID': [`${entry} ohne UID`, `${entries} ohne UID`],
  'a repetition that is not understood; its first meeting is read': [
    'Wiederholung, die nicht zu verstehen ist; gelesen wird ihr erster Termin',
    'Wiederholungen, die nicht zu verstehen sind; gelesen wird jeweils der erste Termin',
  ],
  'a date of a series that cannot be read; the others are': [
    `${event} einer Reihe, der sich nicht lesen lässt; die anderen schon`,
    `${events} von Reihen, die sich nicht lesen lassen; die anderen schon`,
  ],
  'a time zone that is not known; the calendar’s own is used': [
    'Zeitzone, die nicht bekannt ist; es gilt die des Kalenders',
    'Zeitzonen, die nicht bekannt sind; es gilt die des Kalenders',
  ],
  'a meeting beyond the 200,000 that are read of one file': [
    'Treffen über die 200.000 hinaus, die aus einer Datei gelesen werden',
    'Treffen über die 200.000 hinaus, die aus einer Datei gelesen werden',
  ],
}
