/** A replayed year in the words that the page and the command share, without anybody who is not to be named any more. */
import type { Named, ReplayedMonth, Tally } from '../../backtest/types.ts'
import { type BacktestWords, backtestWords } from '../../backtest/words/words.ts'
import { holdersOf } from '../../db/backtests.ts'
import type { Database } from '../../db/database.ts'
import type { Tongue } from '../../place.ts'
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
  { months, tongue }: { readonly months: readonly ReplayedMonth[]; readonly tongue: Tongue },
): Promise<readonly ReportedMonth[]> {
  const words = backtestWords(tongue)
  const addresses = [...new Set(months.flatMap(({ picks }) => picks.map(({ address }) => address)))]
  const holders = new Map((await holdersOf(db, userId, addresses)).map((one) => [one.address, one]))
  return months.toReversed().map(({ at, picks, others }) => ({
    at,
    entries: picks.map((pick) => entryOf(pick, holders.get(pick.address), words)),
    ...compare(picks, others, words),
  }))
}

function compare(picks: readonly Named[], others: ReplayedMonth['others'], words: BacktestWords) {
  const own = tallyOf(picks)
  if (!own.named) return { tallies: [], nothing: '' }
  if (!own.resumed && !others.chance.resumed) return { tallies: [], nothing: words.noneResumed }
  const said = ({ resumed, named }: Tally) => words.tally(resumed, named)
  const tallies = [
    { way: words.ways.letter, words: said(own) },
    { way: words.ways.chance, words: said(others.chance) },
    { way: words.ways.recent, words: said(others.recent) },
    { way: words.ways.overdue, words: said(others.overdue) },
  ]
  return { tallies, nothing: '' }
}

type Holder = Awaited<ReturnType<typeof holdersOf>>[number]

function entryOf({ name, why, silentDays, after }: Named, holder: Holder | undefined, words: BacktestWords): Entry {
  const hidden = hiddenAs(holder, words)
  if (!holder || hidden) return { name: hidden ?? '', why: '', after: '' }
  const since = words.since(silentDays)
  return { id: holder.id, name: cleanText(name, 80), why: [why, since].filter(Boolean).join(' '), after: said(after) }
}

function hiddenAs(holder: Holder | undefined, words: BacktestWords): string | undefined {
  if (!holder) return words.gone
  if (holder.state === 'let_go') return words.letGo
  if (
    holder.kind !== 'person' ||
    holder.state === 'died' ||
    holder.exclusions.some(({ kind }) => kind === 'mourning' || kind === 'sensitive')
  )
    return words.notNamed
  return undefined
}

/**
 * What the year comes to, in plain words and without a grade. It measures one thing only, and says so.
 */
export function summary(months: readonly ReplayedMonth[], tongue: Tongue): string {
  const words = backtestWords(tongue)
  const own = sum(months.map(({ picks }) => tallyOf(picks)))
  if (!own.named) return words.nobodyDue
  const of = (way: keyof ReplayedMonth['others']) => sum(months.map(({ others }) => others[way])).resumed
  const all = { months: months.length, named: own.named }
  if (!own.resumed && !of('chance')) return words.noneInTouch(all)
  const byOwner = months.flatMap(({ picks }) => picks).filter((one) => one.resumed && one.byOwner).length
  const others = { chance: of('chance'), recent: of('recent'), overdue: of('overdue') }
  return words.summary({ ...all, ...others, resumed: own.resumed, byOwner })
}

/** Said under every summary. */
export const caveat = (tongue: Tongue): string => backtestWords(tongue).caveat

const tallyOf = (picks: readonly Named[]): Tally => ({
  named: picks.length,
  resumed: picks.filter(({ resumed }) => resumed).length,
})

const sum = (tallies: readonly Tally[]): Tally => ({
  named: tallies.reduce((total, { named }) => total + named, 0),
  resumed: tallies.reduce((total, { resumed }) => total + resumed, 0),
})

const said = (words: string) => `${capital(words)}.`
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
