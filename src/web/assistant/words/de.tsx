/** The page on which an owner lets an assistant in, in German. */
import { lasting } from '../../../letter/words/de/pieces.ts'
import { number } from '../../../place.ts'
import type { english } from './en.tsx'

export const german: typeof english = {
  title: 'Assistenten',
  heading: 'Einen Assistenten fragen lassen',
  lede: 'Ein Programm von dir, das MCP spricht, kann fragen, wer an der Reihe ist und warum, jemanden finden und dich zur Seite eines Kaffees führen. Das geht erst, wenn du ein Token anlegst. Verschicken kann es nichts.',
  goesOut: 'Was ein Assistent liest, geht an den, der ihn betreibt.',
  make: 'Ein Token anlegen',
  label: 'Wofür es ist',
  labelHint: 'Etwa das Programm und der Rechner. Das steht unten in der Liste.',
  submit: 'Ein Token anlegen',
  every: (
    <>
      Jedes Token gibt <b>Namen, Daten und Zahlen</b> heraus: wer an der Reihe ist, wann ihr zuletzt in Kontakt wart,
      wie oft ihr schreibt und euch trefft. Adressen gehören nicht dazu.
    </>
  ),
  boxes: {
    subjects: {
      label: 'Betreffzeilen und Titel von Treffen',
      hint: 'Wer dir schreiben kann, bestimmt, was in einem Betreff steht, und manche schreiben hinein, was für einen Assistenten gedacht ist und nicht für dich. Sie sind als nicht vertrauenswürdig gekennzeichnet, und ein Assistent kann ihnen trotzdem folgen.',
    },
    notes: {
      label: 'Meine Notizen',
      hint: 'Was du dir zu Menschen notiert hast, Wort für Wort, mit dem Tag dazu. Was du von anderen hineinkopiert hast, gilt als deren Text.',
    },
    write: {
      label: 'Es darf etwas zu jemandem notieren',
      hint: 'Etwa ein Versprechen von dir, mit einem Tag. Ändern oder löschen kann es nichts.',
    },
  },
  never:
    'Kein Token verrät, warum jemand nicht vorgeschlagen wird: Das kann eine Krankheit sein oder ein Rechtsstreit. Wer gestorben, in Trauer oder schwer krank ist, wer nicht mehr vorgeschlagen werden soll und wer dir vor allem privat schreibt, kommt überhaupt nicht vor.',
  holders: 'Wer eines hat',
  none: 'Niemand.',
  asked: 'Was gefragt wurde',
  nothingAsked: 'Bisher nichts.',
  kept: (time) =>
    `Nach Tagen, wie der Kalender von UTC sie hat, und ${lasting(time)} lang behalten. Was geantwortet wurde, bleibt nirgends. Alles davon steht im Export.`,
  made: (label) => `Das Token für ${label}`,
  once: 'Es wird nur dieses eine Mal gezeigt, und behalten wird nur sein Hash. Kopiere es jetzt.',
  forFile: 'Für Programme, die ihre Server in einer Datei mit mcpServers führen:',
  forClaudeCode: 'Für Claude Code, im Terminal:',
  forOthers: (base) =>
    `Andere wollen die Adresse ${base}/mcp und den Header Authorization, mit „Bearer“ und dem Token. Ein Programm, das sich selbst bei diesem Server anmelden möchte (OAuth), lässt sich nicht verbinden.`,
  askedLast: (day) => `hat zuletzt gefragt: ${day}`,
  notAsked: 'hat noch nichts gefragt',
  since: (day, given) => `angelegt am ${day} · ${given.join(', ')}`,
  given: {
    names: 'Namen, Daten und Zahlen',
    subjects: 'Betreffzeilen und Titel',
    notes: 'deine Notizen',
    write: 'darf etwas notieren',
  },
  end: 'Zurücknehmen',
  endOf: (label) => `Das Token für ${label} zurücknehmen`,
  use: ({ label, times, people }, tool, where) => (
    <>
      Von {label} gefragt: {tool === null ? 'welche Werkzeuge es gibt' : <code>{tool}</code>},{' '}
      {times === 1 ? 'einmal' : `${number(times, where)}-mal`}
      {people ? `, ${people === 1 ? 'eine Person' : `${number(people, where)} Menschen`}` : ''}
    </>
  ),
}
