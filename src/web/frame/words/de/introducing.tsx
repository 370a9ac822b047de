/** Introductions on their way, in German. */
import { lastingInDative, listed } from '../../../../letter/words/de/pieces.ts'
import { policy } from '../../../../policy.ts'
import type { english } from '../en.ts'

export const introducing: typeof english.introducing = {
  title: 'Einander vorstellen',
  pair: (one, other, words) => (
    <>
      {one} und {other}. {words}
    </>
  ),
  today: 'heute',
  onWeekday: (weekday) => `am ${weekday}`,
  onDay: (date) => `am ${date}`,
  declined: (names) =>
    `${listed(names)} ${names.length > 1 ? 'möchten' : 'möchte'} lieber nicht. Damit ruht es hier, sonst erfährt es niemand, und ich schlage die beiden nicht noch einmal füreinander vor.`,
  agreed: 'Beide möchten sich gern treffen. Die Zeilen an beide liegen bereit.',
  made: (when) => `Du hast die beiden ${when ? `${when} ` : ''}einander vorgestellt.`,
  askAfter: () =>
    `Vor ${lastingInDative(policy.askAfter)} oder etwas mehr hast du die beiden einander vorgestellt. Eine Zeile mit der Frage, was daraus wurde, wäre nett; das steht hier nur einmal.`,
  over: 'Du hast die beiden einander vorgestellt, und damit ist es getan.',
  saidYes: (name) => `${name} hat Ja gesagt.`,
  answered: (name, when) => `${name} hat ${when} geantwortet.`,
  wrote: (name, when) => `Du hast ${when} an ${name} geschrieben; eine Antwort kam noch nicht.`,
  taken: (name, when) =>
    `Deine Zeilen an ${name} hast du ${when} mitgenommen; in deiner gesendeten Mail sind sie noch nicht zu sehen.`,
  notAsked: (name) => `${name} ist noch nicht gefragt.`,
  undo: 'Zurücknehmen',
  noteToBoth: 'Die Zeilen an beide',
  coffeeOfThree: 'Ein Kaffee zu dritt',
  introduced: 'Sie sind einander vorgestellt',
  undoYes: (name) => `Das Ja von ${name} zurücknehmen`,
  ask: (name) => `${name} fragen`,
  leave: 'So lassen',
  write: (name) => `Ein paar Zeilen an ${name} schreiben`,
  yes: (name) => `${name} hat Ja gesagt`,
  no: (name) => `${name} möchte lieber nicht`,
}
