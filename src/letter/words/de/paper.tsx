/** What is printed on every letter: buttons, boxes and the foot, for its html and its plain text. */
import type { paper as shape } from '../en/paper.tsx'

export const paper: typeof shape = {
  unsubscribe: 'Abbestellen',
  coffeeWith: (name) => `Kaffee mit ${name} planen`,
  coffee: 'Kaffee planen',
  writeTo: (name) => `An ${name} schreiben`,
  writeForNothing: (name) => `An ${name} schreiben, ohne Anliegen`,
  justWrite: 'Einfach schreiben',
  write: 'Schreiben',
  openMessage: 'Nachricht öffnen',
  notNow: 'Nicht jetzt',
  spoken: 'Wir haben gesprochen',
  elsewhere: 'Wir reden anderswo',
  letGo: 'Nicht mehr vorschlagen',
  firstLine: 'Ein erster Satz, zum Anpassen:',
  youNoted: 'Notiert',
  doneOrLater: 'Erledigt, oder ein anderer Tag',
  thisWeek: 'Diese Woche',
  afterCoffee: 'Nach dem Kaffee',
  thank: (name) => `${name} danken`,
  promised: 'Festhalten, was du versprochen hast',
  yours: (until) =>
    `Diese Links gehören dir: Sie öffnen Seiten mit deinem Namen, also leite diesen Brief bitte nicht weiter. Die Knöpfe gehen bis zum ${until}. Abgeschickt wird erst etwas, wenn du auf der Seite einen Knopf drückst.`,
  writtenOn: (server) =>
    `Geschrieben auf ${server} aus Daten, Namen, Betreffzeilen und Titeln von Treffen. Der Text von Nachrichten wird nie gelesen.`,
  stored: 'Was gespeichert ist',
  change: 'Tag oder Anzahl ändern, oder pausieren',
  foot: ({ stored, change, unsubscribe }) => (
    <>
      {stored}. {change}
      {unsubscribe ? <>, oder {unsubscribe}</> : null}.
    </>
  ),
  unsubscribeInLine: 'abbestellen',
}
