/** Whom letters would name after 30,000 quota units of reading, against whom they name when everything is read. */

import { readConfig } from '../../src/config.ts'
import { closePart, isLater, isTelling } from '../../src/db/listings/ranks.ts'
import { stepped } from '../../src/db/listings/share.ts'
import { byWorth } from '../../src/letter/choose/worth.ts'
import { derive } from '../../src/people/derive/derive.ts'
import { alikeAmong } from '../../src/people/judge/alike.ts'
import { rank } from '../../src/people/judge/rank.ts'
import type { Partly } from '../../src/people/tie/partly.ts'
import { planReads } from '../../src/providers/google/reads.ts'
import { recentDays } from '../../src/providers/types.ts'
import { isMine, readingRank, shapeOf } from '../../src/sync/reading.ts'
import { atMost, count, median, type Options, type Result } from '../result.ts'
import { type Box, type BoxMessage, generateBox } from './box.ts'
import { readMailbox } from './mailbox.ts'
import { listed, wantedOf } from './units.ts'

const units = 30_000
/** The people of two letters, at each of these moments before the newest message. */
const picked = 6
const daysBefore = [0, 120, 240]
const sizes = [10_000, 30_000, 100_000]
/** Whoever was in touch within three weeks is not quiet, whatever is usual for the two. */
const quietMs = 21 * 86_400_000

export async function benchPicks({ data }: Options): Promise<readonly Result[]> {
  const boxes = [
    ...sizes.map((size, seed) => () => generateBox(size, seed + 1)),
    ...(data ? [() => readMailbox(data)] : []),
  ]
  const found: Awaited<ReturnType<typeof compare>>[] = []
  for (const make of boxes) found.push(await compare(make()))
  const shares = found.map(({ share }) => share)
  const least = Math.min(...shares)
  const picks = found.reduce((sum, one) => sum + one.named, 0)
  const inRhythm = found.reduce((sum, one) => sum + one.inRhythm, 0)
  const wrong = found.reduce((sum, one) => sum + one.wronglyQuiet, 0)
  const each = (figure: (one: (typeof found)[number]) => string) =>
    found.map((one) => `${one.name}: ${figure(one)}`).join('; ')
  const percent = (value: number) => `${Math.round(100 * value)} %`
  const middle = median(shares)
  const against = median(found.map(({ naive }) => units / naive))
  return [
    {
      name: `share of the final picks (two letters at each of three dates) after ${count(units)} units`,
      measured: `${percent(middle)} in the middle, ${percent(least)} at the least (${each(({ share }) => percent(share))})`,
      baseline: `${percent(median(found.map(({ newest }) => newest)))} newest first, one by one (${each(({ newest }) => percent(newest))})`,
      ratio: 0.55 / middle,
      aim: 'middle ≥ 55 %, none < 45 %',
      met: middle >= 0.55 && least >= 0.45,
    },
    {
      name: 'named then, though in touch within three weeks',
      measured: `${wrong}; still in their own rhythm once everything is read: ${inRhythm}`,
      baseline: `${picks} named`,
      ratio: wrong / picks,
      aim: '0',
      met: wrong === 0,
    },
    {
      name: 'units for that share, against a loop that lists and gets one by one, the newest first',
      measured: count(units),
      baseline: each(({ naive }) => count(naive)),
      ...atMost(against, 0.25),
    },
  ]
}

async function compare(box: Box) {
  const moments: Awaited<ReturnType<typeof compareAt>>[] = []
  for (const days of daysBefore) moments.push(await compareAt(until(box, days)))
  const mean = (figure: (one: (typeof moments)[number]) => number) =>
    moments.reduce((sum, one) => sum + figure(one), 0) / moments.length
  const share = mean((one) => one.share)
  const [now] = moments
  if (!now) throw new Error('there is no moment')
  return {
    name: box.name,
    share,
    newest: mean((one) => one.newest),
    naive: await naiveUnits(box, async (ids) => now.shareOf(await picksOf(box, ids)) >= now.share),
    named: moments.length * mean((one) => one.named),
    wronglyQuiet: moments.length * mean((one) => one.wronglyQuiet),
    inRhythm: moments.length * mean((one) => one.inRhythm),
  }
}

/** The same mailbox so many days earlier. */
function until(box: Box, days: number): Box {
  const now = box.now.subtract({ hours: 24 * days })
  const from = box.messages.findIndex(({ fact }) => fact.at.epochMilliseconds <= now.epochMilliseconds)
  return { ...box, now, messages: box.messages.slice(from).map((one, position) => ({ ...one, position })) }
}

async function compareAt(box: Box) {
  const ids = box.messages.map(({ id }) => id)
  const everything = await picksOf(box, ids)
  const final = new Set(everything.picks)
  const shareOf = ({ picks }: { readonly picks: readonly string[] }) =>
    picks.filter((one) => final.has(one)).length / Math.max(1, final.size)
  const order = ordered(box)
  const read = readFor(box, order)
  const { picks } = await picksOf(box, read, partlyOf(box, order, read))
  const naively = ids.slice(0, (units - 5 * Math.ceil(ids.length / listed)) / 20)
  return {
    shareOf,
    share: shareOf({ picks }),
    newest: shareOf(await picksOf(box, naively)),
    named: picks.length,
    wronglyQuiet: picks.filter((one) => (everything.lastAt.get(one) ?? 0) > box.now.epochMilliseconds - quietMs).length,
    inRhythm: picks.filter((one) => everything.inTouch.has(one)).length,
  }
}

/** As the program orders what it reads. */
function ordered({ messages, now }: Box): readonly Ordered[] {
  const since = now.epochMilliseconds - recentDays * 86_400_000
  const recent = messages.findIndex(({ fact }) => fact.at.epochMilliseconds < since)
  const bounds = { recent: recent < 0 ? messages.length : recent, horizon: messages.length }
  const all = Map.groupBy(messages, ({ thread }) => thread)
  const wanted = [...Map.groupBy(wantedOf(messages), ({ thread }) => thread)]
  return wanted
    .flatMap(([key, thread]) => {
      const whole = all.get(key) ?? thread
      const newest = Math.min(...whole.map(({ position }) => position))
      const shape = shapeOf(thread, { mine: isMine(whole), newest })
      return thread.map((message) => ({ message, rank: readingRank(message, shape, bounds) }))
    })
    .toSorted((a, b) => a.rank - b.rank)
}

interface Ordered {
  readonly message: BoxMessage
  readonly rank: number
}

/** @returns ids of what these units read, after everything was listed and dated */
function readFor({ messages }: Box, order: readonly Ordered[]): readonly string[] {
  const costs = readConfig({}).GOOGLE_QUOTA_COSTS
  const sorted = messages.filter(({ labels }) => labels.length > 0).length
  let left = units - 5 * Math.ceil((messages.length + sorted) / listed) - 2 * 20 * Math.ceil(Math.log2(messages.length))
  const inThread = Map.groupBy(order, ({ message }) => message.thread)
  const due = order.map(({ message: { id, thread }, rank }) => ({
    id,
    thread,
    dueInThread: inThread.get(thread)?.filter((one) => isLater(one.rank) === isLater(rank)).length ?? 1,
    lastTry: false,
  }))
  const read: string[] = []
  for (const request of planReads(due, costs)) {
    left -= request.cost
    if (left < 0) break
    read.push(...(request.whole ? (inThread.get(request.id) ?? []).map(({ message }) => message.id) : request.ids))
  }
  return read
}

/** How much the program then knows to be read of what tells who is in the threads of a year. */
function partlyOf({ messages }: Box, order: readonly Ordered[], read: readonly string[]): Partly {
  const known = new Set(read)
  const telling = order.filter(({ rank, message }) => isTelling(rank) && message.position < messages.length * closePart)
  const share = stepped({ read: telling.filter(({ message }) => known.has(message.id)).length, all: telling.length })
  const accounts = share < 1 ? new Set(messages.map(({ fact }) => fact.connectionId)) : []
  return new Map([...accounts].map((one) => [one, share]))
}

/** Units after which a loop that reads one message after the other, the newest first, knows as much; all of them where never. */
async function naiveUnits({ messages }: Box, isEnough: (ids: readonly string[]) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, messages.length]
  while (high - low > messages.length / 50) {
    const middle = Math.floor((low + high) / 2)
    if (await isEnough(messages.slice(0, middle).map(({ id }) => id))) high = middle
    else low = middle
  }
  return 5 * Math.ceil(messages.length / listed) + 20 * high
}

/** Those worth most to name, and who is in touch, from these messages alone. */
async function picksOf(box: Box, ids: readonly string[], partly: Partly = new Map()) {
  const known = new Set(ids)
  const facts = box.messages.filter(({ id }) => known.has(id)).map(({ fact }) => fact)
  facts.reverse()
  const { people } = await derive({
    async *read() {
      yield* facts
    },
    declaredOwn: box.own,
    accounts: [box.own[0] ?? ''],
    decisions: new Map(),
    partly,
    now: box.now,
    timeZone: 'UTC',
  })
  const unread = wantedOf(box.messages).filter(({ id }) => !known.has(id))
  const first = unread.reduce((least, { position }) => Math.min(least, position), Number.MAX_SAFE_INTEGER)
  const readBackTo = box.messages[Math.min(first, box.messages.length) - 1]?.fact.at
  const alike = alikeAmong(people)
  const all = people.map((person) => {
    const standing = rank(person, box.now, readBackTo, { timeZone: 'UTC', locale: null, alike })
    const candidate = { id: person.address, person, appearances: [] }
    return { candidate, standing, sinceDays: standing.sinceDays ?? Number.POSITIVE_INFINITY }
  })
  const due = byWorth(all.filter(({ standing }) => standing.due)).slice(0, picked)
  const inTouch = all.filter(({ standing }) => standing.group === 'in_touch')
  return {
    picks: due.map(({ candidate }) => candidate.id),
    inTouch: new Set(inTouch.map(({ candidate }) => candidate.id)),
    lastAt: new Map(people.map(({ address, relationship }) => [address, relationship.lastAt?.epochMilliseconds ?? 0])),
  }
}
