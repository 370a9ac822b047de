/** What stands above the people of a letter, but for what is worded anew each week: greeting, and what kind of letter it is. */
import { months } from '../../../dates.ts'
import { atFirst, inWords, sayLasting } from '../../../policy.ts'
import { span } from '../../../spans.ts'
import { listed, listedWith, people } from './pieces.ts'

/** What a letter knows of those whom it cannot name yet. */
export interface Beginning {
  readonly count: number
  readonly names: readonly string[]
  /** "March 2026". */
  readonly since: string | undefined
  readonly longest: { readonly name: string; readonly days: number } | undefined
  readonly unknown: boolean
}

export const around = {
  greeting: { morning: 'Good morning', afternoon: 'Good afternoon', evening: 'Good evening' },
  /** "March 2026". */
  month: ({ month, year }: { readonly month: number; readonly year: number }): string => `${months[month - 1]} ${year}`,
  rightSort: { text: 'Right sort of people?', label: 'Say yes or not this person' },
  nobodyNamed: ['Nobody named', 'this week'],
  whoIsHere: ['Who is here', 'so far'],
  quietWeek: ['A quiet week'],
  nobodyYet: ['Nobody here', 'so far'],
  goQuiet: (time: Parameters<typeof sayLasting>[0]): readonly string[] => ['I’ll go quiet', `for ${sayLasting(time)}`],
  pausing: 'This seems no good time for letters, and that is fine. The people will keep.',
  writeAgain: { text: 'Write to me again from here:', label: 'Start again' },
  next: (day: string): string => `Next letter ${day}.`,
  looksAgain: (day: string): string => `I look again every week; the next letter can come on ${day}.`,
  unsure: (why: string): string =>
    `I name nobody this week: ${why}, so I can’t tell who has gone quiet. If someone comes to mind anyway, that’s the best reason of all.`,
  /** Two accounts that were not read, each in its own words. */
  both: (one: string, other: string): string => `${one}, and ${other.replace(/^The /, 'the ')}`,
  noted: 'I name nobody this week, but you noted something for it.',
  birthday: 'I name nobody this week, but somebody has a day in it.',
  nobodyFound:
    'This is the first one, and I found nobody yet whom you write to and who writes to you. That may only mean that I see a small part of your mail.',
  beginning({ count, names, since, longest, unknown }: Beginning): string {
    const more = count - names.length
    const shown = more > 0 ? listedWith(names, more) : listed(names)
    const found = `I found ${inWords(count)} ${people(count)} you really write to${since ? `, since ${since}` : ''}: ${shown}.`
    const farthest =
      longest && count > 1 ? ` It is longest since you and ${longest.name} were in touch: ${span(longest.days)}.` : ''
    const quiet = unknown
      ? ' What is usual between you and each of them I can’t know yet, so I call nobody quiet.'
      : ' None of them is unusually quiet just now.'
    return `This is the first one. ${found}${farthest}${quiet}`
  },
  /** @param back "March 2026", how far it was read; @param heard letters without people came before */
  first({
    back,
    heard,
    count,
  }: {
    readonly back: string | undefined
    readonly heard: boolean
    readonly count: number
  }): string {
    const first = heard ? 'This is the first one with people in it.' : 'This is the first one.'
    return `${first} I read dates and subjects${back ? ` back to ${back}` : ''}, no messages, and ${around.picked(count)} you used to see more of. People tend to be gladder to hear from us than we expect. If I picked wrongly, say so and I’ll learn.`
  },
  /** The words of `first` that say how many, which change where one of them is left out. */
  picked: (count: number): string => `picked ${inWords(count)} ${people(count)}`,
  short: (count: number, since: string): string =>
    `I found ${inWords(count)} ${people(count)} you really write to, since ${since}: too little to know your rhythm, so this is a guess.`,
  countWord: (count: number): string => atFirst(inWords(count)),
}
