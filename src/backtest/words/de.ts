/** What a replayed year says, in German. */
import { span, times } from '../../letter/words/de/pieces.ts'
import { lengthOf } from '../../spans.ts'
import type { english, Sum } from './en.ts'

const number = (value: number) => String(Math.round(value * 10) / 10).replace('.', ',')
const each = { day: 'jeden Tag', week: 'jede Woche', month: 'jeden Monat', year: 'jedes Jahr' } as const

function every(days: number): string {
  const { count, unit } = lengthOf(days)
  return count === 1 ? each[unit] : `alle ${span(days)}`
}

const namedIn = ({ months, named }: Pick<Sum, 'months' | 'named'>) =>
  `In ${months === 1 ? 'einem Monat' : `${months} Monaten`} hätte dein Brief ${times(named)} jemanden genannt.`

export const german: typeof english = {
  rhythm: (days) => `Früher wart ihr etwa ${every(days)} in Kontakt.`,
  met: (day) => `ihr habt euch am ${day} getroffen`,
  wrote: (byOwner, day) => (byOwner ? `du hast am ${day} geschrieben` : `am ${day} kam eine Mail an dich`),
  wroteBack: (byOwner, day, back) =>
    byOwner
      ? `du hast am ${day} geschrieben, und am ${back.day} kam ${back.answered ? 'eine Antwort' : 'eine Mail zurück'}`
      : `am ${day} kam eine Mail an dich, und am ${back.day} hast du ${back.answered ? 'geantwortet' : 'geschrieben'}`,
  nothingAfter: 'keine E-Mail und kein Treffen in den acht Wochen danach',

  since: (days) => `Eure letzte E-Mail oder euer letztes Treffen lag ${span(days)} zurück.`,
  gone: 'Eine Person, die nicht mehr gespeichert ist',
  letGo: 'Eine Person, die nicht mehr vorgeschlagen werden soll',
  notNamed: 'Eine Person, die hier nicht genannt wird',
  noneResumed: 'Von denen, die an der Reihe waren, war in diesen Wochen niemand wieder in Kontakt mit dir.',
  ways: {
    letter: 'Dein Brief',
    chance: 'Zufall',
    recent: 'Zuletzt in Kontakt',
    overdue: 'Am längsten über dem üblichen Abstand',
  },
  tally: (resumed, named) => (named ? `${number(resumed)} von ${named}` : 'niemand'),
  nobodyDue: 'Am Ersten dieser Monate war niemand an der Reihe, also hätte ein Brief niemanden genannt.',
  noneInTouch: (sum) =>
    `${namedIn(sum)} Von denen, die an diesen Tagen an der Reihe waren, war innerhalb von acht Wochen niemand wieder in Kontakt mit dir.`,
  summary: (sum) =>
    `${namedIn(sum)} Davon wart ihr ${times(sum.resumed).replace('keinemal', 'nie')} innerhalb von acht Wochen wieder in Kontakt${sum.byOwner ? `, ${times(sum.byOwner)} durch deinen eigenen ersten Schritt` : ''}. Ebenso viele, vom Zufall ausgesucht, kämen auf ${number(sum.chance)}, die zuletzt in Kontakt waren auf ${number(sum.recent)}, und wer am längsten über dem üblichen Abstand lag auf ${number(sum.overdue)}.`,
  caveat:
    'Das zeigt nur, ob der Kontakt wiederkam, wer ihn auch begann und aus welchem Grund. Ob ein Kaffee gut gewesen wäre, kann es nicht sagen. Für deinen Brief zählt eine Antwort nach langer Stille auch mehr, so dass hier leicht auf mehr kommt, wer die zuletzt Getroffenen nennt.',
  tooLittle: (readBackTo) =>
    readBackTo
      ? `Ein Monat lässt sich durchspielen, sobald ein ganzes Jahr davor gelesen ist und die acht Wochen danach vorbei sind. Dein Verlauf ist zurück bis ${readBackTo} gelesen, und das reicht noch nicht.`
      : 'Ein Monat lässt sich durchspielen, sobald ein ganzes Jahr davor gelesen ist und die acht Wochen danach vorbei sind. Wie weit dein Verlauf zurückreicht, ist noch nicht bekannt.',
}
