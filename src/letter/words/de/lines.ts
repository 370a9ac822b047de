/** The lines that a mail program shows before the letter is opened: subject and preheader. Names, never guilt. */
import { atFirst } from '../../../policy.ts'
import type { lines as shape } from '../en/lines.ts'
import { lasting, listed, listedWith, people } from './pieces.ts'

export const lines: typeof shape = {
  subject: {
    unsure: ['Niemand genannt diese Woche', 'Diese Woche nenne ich niemanden'],
    empty: ['Diese Woche gibt es nichts zu tun', 'Eine stille Woche, nichts zu tun'],
    noted: ['Etwas, das du für diese Woche notiert hast', 'Für diese Woche steht eine Notiz'],
    birthday: ['Ein Geburtstag diese Woche', 'Diese Woche hat einen Geburtstag'],
    beginning: 'Dein erster Brief: wer schon da ist',
    pausing: (time) => `Still für ${lasting(time)}`,
    discreet: 'Dein Brief vom',
    first: (count) => `Dein erster Brief: ${people(count)}`,
    many: (count, day) => `${atFirst(people(count))} diese Woche, ${day}`,
    endings: [
      ': je ein guter Grund',
      ': ein Grund für ein Hallo',
      ': eine Zeile wert',
      ': mal wieder Hallo?',
      ', diese Woche',
      ', wenn du magst',
    ],
    alone: [
      'NAME: ein Grund für ein Hallo',
      'Eine Person diese Woche: NAME',
      'Ein Hallo für NAME?',
      'NAME, wenn du magst',
      'Eine Zeile wert: NAME',
      'Diese Woche: NAME',
    ],
    together: (names, more) => (more > 0 ? listedWith(names, more) : listed(names)),
  },
  preheader: {
    unsure: 'Ein Konto war nicht zu lesen, darum weiß ich nicht, um wen es still ist.',
    noted: 'Eine Zeile von dir, und ihr Tag.',
    birthday: 'Eine Zeile, und sonst nichts zu tun.',
    empty: 'Niemand zu nennen, und nichts zu tun.',
    beginning: 'Wen ich bisher gefunden habe, und was helfen würde.',
    pausing: 'Die Menschen laufen nicht weg. Fang wieder an, wann du willst.',
    many: (count) => `${atFirst(people(count))} für ein Hallo.`,
    of: (hints) => `${atFirst(listed(hints))}.`,
    open: 'eine Frage, die noch offen ist',
    hints: {
      owed_reply: 'ein letztes Wort von der anderen Seite',
      introduction_made: 'eine Vorstellung, nach der sich fragen ließe',
      introduction_received: 'ein Dank für eine Vorstellung',
      note: 'eine Zeile, die du notiert hast',
      anniversary: 'ein Jahrestag diese Woche',
      birthday: 'ein Geburtstag',
      series_ended: 'eine Reihe, die zu Ende ging',
      shared_meetings: 'gemeinsame Treffen',
      last_thread: 'ein Gespräch zum Wiederaufnehmen',
      moved: 'eine neue Adresse',
      in_common: 'jemand, den ihr beide kennt',
      season: 'die Jahreszeit, in der ihr euch schreibt',
      unanswered: 'eine Nachricht, die vielleicht ungelegen kam',
    },
  },
}
