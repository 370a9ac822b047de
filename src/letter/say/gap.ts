/** A line of the owner's own in the place of a [bracket]: only where it can stand as a sentence of its own, so that nothing before it says what it is. Pure. */
import { cleanText } from '../../text.ts'
import type { Occasion } from './words/wording.ts'

/** Here the bracket asks for something that only it is about: an answer that is owed, wishes, what was noted. */
const asking: ReadonlySet<Occasion> = new Set(['question', 'birthday', 'birthday_guessed', 'note'])

/** Whether a line of the owner's own may take the place of the bracket of such a first line. */
export const takesLine = (occasion: Occasion): boolean => !asking.has(occasion)

/** Whether an opening ends with a bracket that is a sentence by itself. */
export function endsInGap(opening: string): boolean {
  const at = opening.lastIndexOf('[')
  return at >= 0 && opening.indexOf(']', at) === opening.length - 1 && (at === 0 || isAfterSentence(opening, at))
}

const isAfterSentence = (text: string, at: number) => text[at - 1] === ' ' && '.!?…'.includes(text[at - 2] ?? '-')

/** The opening with the line instead of its bracket: begun and ended as a sentence, an address of the web as it is. */
export function fillGap(opening: string, line: string): string {
  const at = opening.lastIndexOf('[')
  return `${opening.slice(0, at)}${asSentence(line, at === 0)}`
}

/** Brackets of its own would stand in a note like one to fill. */
function asSentence(line: string, goesOn: boolean): string {
  const text = cleanText(line, longest).replaceAll('[', '(').replaceAll(']', ')')
  const [first = ''] = text
  const begun =
    goesOn || isLink(text.split(' ', 1)[0] ?? '') ? text : `${first.toUpperCase()}${text.slice(first.length)}`
  const last = begun.slice(begun.lastIndexOf(' ') + 1)
  return isLink(last) || /[\p{P}\p{S}]$/u.test(begun) ? begun : `${begun}.`
}

const longest = 1000

const isLink = (word: string) => word.includes('://') || word.startsWith('www.')
