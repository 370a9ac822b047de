/** A replayed year in the words that the page and the command share, without anybody who is not to be named any more. */
import type { Named, ReplayedMonth, Tally } from '../../backtest/types.ts'
import { holdersOf } from '../../db/backtests.ts'
import type { Database } from '../../db/database.ts'
import { plural, span } from '../../spans.ts'
import { cleanText } from '../../text.ts'

/** One person of a month. Without an id there is no name and nothing else that tells who it was. */
export interface Entry {
  readonly id?: string
  readonly name: string
  /** Why then, and how long it had been: whole sentences. */
  readonly why: string
  /** "You wrote on 12 May, they answered on 14 May." */
  readonly after: string
}

export interface ReportedMonth {
  readonly at: ReplayedMonth['at']
  readonly entries: readonly Entry[]
  /** Empty where there is nothing to compare: nobody named, or none of those who were due was back in touch. */
  readonly tallies: readonly { readonly way: string; readonly words: string }[]
  /** Said instead of the tallies. */
  readonly nothing: string
}

/** The newest month first. Let go, lost to us, and in mourning are not named, whenever the month was replayed. */
export async function report(
  db: Database,
  userId: string,
  months: readonly ReplayedMonth[],
): Promise<readonly ReportedMonth[]> {
  const addresses = [...new Set(months.flatMap(({ picks }) => picks.map(({ address }) => address)))]
  const holders = new Map((await holdersOf(db, userId, addresses)).map((one) => [one.address, one]))
  return months.toReversed().map(({ at, picks, others }) => ({
    at,
    entries: picks.map((pick) => entryOf(pick, holders.get(pick.address))),
    ...compare(picks, others),
  }))
}

function compare(picks: readonly Named[], others: ReplayedMonth['others']) {
  const own = tallyOf(picks)
  if (!own.named) return { tallies: [], nothing: '' }
  if (!own.resumed && !others.chance.resumed)
    return { tallies: [], nothing: 'None of those who were due was back in touch in these weeks.' }
  const tallies = [
    { way: 'Your letter', words: tallyWords(own) },
    { way: 'Chance', words: tallyWords(others.chance) },
    { way: 'Most recent', words: tallyWords(others.recent) },
    { way: 'Longest past their usual gap', words: tallyWords(others.overdue) },
  ]
  return { tallies, nothing: '' }
}

type Holder = Awaited<ReturnType<typeof holdersOf>>[number]

function entryOf({ name, why, silentDays, after }: Named, holder: Holder | undefined): Entry {
  const hidden = hiddenAs(holder)
  if (!holder || hidden) return { name: hidden ?? '', why: '', after: '' }
  const since = `It was ${span(silentDays)} since your last email or meeting.`
  return { id: holder.id, name: cleanText(name, 80), why: [why, since].filter(Boolean).join(' '), after: said(after) }
}

function hiddenAs(holder: Holder | undefined): string | undefined {
  if (!holder) return 'Someone who is no longer stored'
  if (holder.state === 'let_go') return 'Someone you let go'
  if (
    holder.kind !== 'person' ||
    holder.state === 'died' ||
    holder.exclusions.some(({ kind }) => kind === 'mourning' || kind === 'sensitive')
  )
    return 'Someone who is not named here'
  return undefined
}

/**
 * What the year comes to, in plain words and without a grade. It measures one thing only, and says so.
 */
export function summary(months: readonly ReplayedMonth[]): string {
  const own = sum(months.map(({ picks }) => tallyOf(picks)))
  if (!own.named) return 'Nobody was due on the first of these months, so a letter would have named nobody.'
  const named = `In ${plural(months.length, 'month')} your letter would have named someone ${times(own.named)}.`
  const all = sum(months.map(({ others }) => others.chance))
  if (!own.resumed && !all.resumed)
    return `${named} None of those who were due on these days was back in touch within eight weeks.`
  const of = (way: keyof ReplayedMonth['others']) => number(sum(months.map(({ others }) => others[way])).resumed)
  const byOwner = months.flatMap(({ picks }) => picks).filter((one) => one.resumed && one.byOwner).length
  const first = byOwner ? `, ${times(byOwner)} by your own first step` : ''
  return `${named} For ${own.resumed} of these the two of you were back in touch within eight weeks${first}. As many picked by chance would come to ${of('chance')}, the most recent to ${of('recent')}, those longest past their usual gap to ${of('overdue')}.`
}

/** Said under every summary. */
export const caveat =
  'This only shows whether contact came back, whoever began it and for whatever reason. It cannot tell whether a coffee would have been a good one. To your letter an answer after a long silence is also worth more, so that naming the most recent may well come to more here.'

const tallyOf = (picks: readonly Named[]): Tally => ({
  named: picks.length,
  resumed: picks.filter(({ resumed }) => resumed).length,
})

const tallyWords = ({ named, resumed }: Tally) => (named ? `${number(resumed)} of ${named}` : 'nobody')

const sum = (tallies: readonly Tally[]): Tally => ({
  named: tallies.reduce((total, { named }) => total + named, 0),
  resumed: tallies.reduce((total, { resumed }) => total + resumed, 0),
})

/** What chance comes to is a fraction. */
const number = (value: number) => String(Math.round(value * 10) / 10)
const times = (value: number) => (value === 1 ? 'once' : value === 2 ? 'twice' : `${value} times`)
const said = (words: string) => `${capital(words)}.`
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
