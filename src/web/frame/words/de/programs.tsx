/** What an owner may let in, and have told, in German. */
import { lasting } from '../../../../letter/words/de/pieces.ts'
import { atFirst, policy } from '../../../../policy.ts'
import type { english } from '../en.ts'

export const programs: typeof english.programs = {
  title: 'Deine Programme',
  assistants: (href) => (
    <>
      <a href={href}>Einen Assistenten fragen lassen</a>, wer dran ist und warum: aus, bis du ein Token machst.
    </>
  ),
  feeds: (href) => (
    <>
      <a href={href}>Deine Tage in deinem Kalender</a>, und Briefe in einem Feedreader: aus, bis du eine Adresse machst.
    </>
  ),
  webhook: (href, words) => (
    <>
      <a href={href}>Einem Programm sagen</a>, dass ein Brief bereit ist: {words}
    </>
  ),
  on: 'an.',
  off: 'aus, bis du eines nennst.',
  ended: (problem) =>
    `Es ${problem === null ? 'ist beendet' : did(problem)}. Deshalb wird dorthin nichts mehr geschickt. Nenn es noch einmal, wenn es weitergehen soll.`,
  again: (problem) => `Es ${did(problem)}. Von selbst wird es wieder versucht.`,
  givenUp: (problem, day) =>
    `Es ${did(problem)}. ${atFirst(lasting(policy.webhook.tried))} nach dem ${day} wurde aufgegeben; vom nächsten Brief erfährt es trotzdem.`,
  telling: 'Gerade wird ihm etwas gesagt.',
  took: (day) => `Die letzte Nachricht nahm es am ${day} an.`,
  nothingYet: 'Bisher wurde ihm nichts gesagt.',
}

/** What it did, by the words in which that is kept: "antwortete nicht rechtzeitig". */
function did(problem: string): string {
  const status = /\d{3}/.exec(problem)?.[0] ?? ''
  if (problem.startsWith('answered ')) return `antwortete mit ${status}`
  if (problem.startsWith('leads elsewhere ')) return `verweist woandershin (${status}), und dem wird nicht gefolgt`
  return problems[problem] ?? 'war nicht zu erreichen'
}

const problems: Readonly<Record<string, string>> = {
  'did not answer in time': 'antwortete nicht rechtzeitig',
  'was not reached in time': 'wurde nicht rechtzeitig erreicht',
  'is inside a private network, which this server does not connect to':
    'liegt in einem privaten Netz, und dorthin verbindet sich dieser Server nicht',
  'is no https address': 'hat keine https-Adresse',
  'is at a name that nobody knows': 'liegt unter einem Namen, den niemand kennt',
  'said that it is gone for good': 'hat gesagt, dass es nicht wiederkommt',
  'can’t be told any more, because its key is gone from this server':
    'kann nichts mehr erfahren, weil sein Schlüssel auf diesem Server fehlt',
}
