/** Around the letter on its page, in German. */
import { listed, months } from '../../../../letter/words/de/pieces.ts'
import type { card as cardShape, changed as changedShape, page as pageShape } from '../en/page.tsx'

export const page: typeof pageShape = {
  title: 'Brief',
  nothing: 'Zurzeit kein Brief',
  connect: (link) => (
    <>
      Es ist kein Konto verbunden, also gibt es nichts, woraus ein Brief entstehen könnte.{' '}
      <a href={link}>Ein Konto verbinden</a>
    </>
  ),
  preparing: (isFirst) => `Dein ${isFirst ? 'erster' : 'nächster'} Brief wird vorbereitet`,
  reading: (link) => (
    <>
      Er steht hier, sobald zwölf Monate gelesen sind. Du kannst diese Seite schließen; das Lesen geht weiter.{' '}
      <a href={link}>Wie weit es ist</a>
    </>
  ),
  noAddress: 'Es wurde nichts verschickt: Noch ist keine Adresse als deine bestätigt.',
  noted: 'Notiert',
  doneOrLater: 'Erledigt, oder ein anderer Tag',
  thisWeek: 'Diese Woche',
  writeTo: (name) => `An ${name} schreiben`,
  afterCoffee: 'Nach dem Kaffee',
  thank: (name) => `${name} danken`,
  notePromise: 'Ein Versprechen notieren',
}

export const card: typeof cardShape = {
  openMessage: 'Nachricht öffnen',
  write: (name) => `An ${name} schreiben, ohne Anliegen`,
  plan: (name) => `Kaffee mit ${name} planen`,
  saidYes: 'Zu diesem Vorschlag hast du ja gesagt.',
  rightSort: 'Passt dieser Vorschlag?',
  yes: 'Ja',
  notThis: 'Diese Person nicht',
  elsewhere: 'Wir reden anderswo',
  of: (button, name) => `${button}: ${name}`,
}

export const changed: typeof changedShape = {
  refused: (name, month) =>
    month === null
      ? `${name}: Ihr redet anderswo, also bedeutet Stille hier nichts.`
      : `${name}: nicht vor ${months()[month - 1]}.`,
  undo: 'Rückgängig machen',
  undoOf: (name) => `Rückgängig machen: ${name}`,
  missing: (names) =>
    `${listed(names)} ${names.length === 1 ? 'stand' : 'standen'} in diesem Brief und ${names.length === 1 ? 'wird' : 'werden'} nicht mehr gezeigt: weil du es gesagt hast, oder weil seitdem etwas kam.`,
}
