/**
 * A calendar of which Google does not hand out one page, read in windows instead: what fails is halved until a single day is
 * left, which is stepped over and counted. Pure but for what it is given to ask with.
 */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { mayBeOfOne } from './errors.ts'

export const daySeconds = 86_400
/** After so long the whole calendar is tried at once again. */
const hoursInWindows = 24

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)))
const spanSchema = z.object({ from: moment, to: moment })
export type Window = z.infer<typeof spanSchema>

export const windowsSchema = z.object({
  version: z.literal(1),
  phase: z.literal('windows'),
  from: moment,
  to: moment,
  begunAt: z.number(),
  /** What fails as a whole, and what lies behind it and was not asked for yet; neither: the look is over. */
  bad: spanSchema.optional(),
  rest: spanSchema.optional(),
  seen: z.int32().min(0),
  lost: z.int32().min(0),
  /** The whole was tried in smaller pages before. */
  again: z.boolean(),
})
export type WindowsCursor = z.infer<typeof windowsSchema>

/** What became of one step. `read`: this window, whole. `lost`: a day that is not handed out. */
export interface Stepped<T> {
  readonly cursor: WindowsCursor
  readonly read?: { readonly window: Window; readonly items: readonly T[] }
  readonly lost?: Window
}

const epoch = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 1000
const text = (seconds: number) =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(seconds) * 1000).toString({ smallestUnit: 'second' })
const length = ({ from, to }: Window) => epoch(to) - epoch(from)

/** Whether such a look has gone on for so long that the whole may work again. */
export const isOver = ({ begunAt }: WindowsCursor, now: Temporal.Instant): boolean =>
  now.epochMilliseconds - begunAt > hoursInWindows * 3_600_000

/**
 * Asks for one window.
 * @param ask a window's events, all of them
 * @throws ProviderError where it is Google that fails, and not one day
 */
export async function stepOn<T>(
  cursor: WindowsCursor,
  ask: (window: Window) => Promise<readonly T[]>,
): Promise<Stepped<T>> {
  const { bad, rest, ...base } = cursor
  if (bad && length(bad) > daySeconds) {
    const middle = text(epoch(bad.from) + daySeconds * Math.ceil(length(bad) / daySeconds / 2))
    const left = { from: bad.from, to: middle }
    const right = { from: middle, to: bad.to }
    const items = await attempt(ask, left)
    if (items) return { cursor: openAs(base, { bad: right, rest }), read: { window: left, items } }
    return { cursor: openAs(base, { bad: left, rest: { from: middle, to: rest?.to ?? bad.to } }) }
  }
  if (bad) {
    const items = await attempt(ask, bad)
    if (items) return { cursor: openAs(base, { rest }), read: { window: bad, items } }
    // A day on which nothing can be yet: what is refused there as well is no matter of a day.
    await ask({ from: text(epoch(cursor.to) + 400 * daySeconds), to: text(epoch(cursor.to) + 401 * daySeconds) })
    return { cursor: openAs({ ...base, lost: base.lost + 1 }, { rest }), lost: bad }
  }
  const open = rest ?? { from: cursor.from, to: cursor.to }
  const items = await attempt(ask, open)
  return items ? { cursor: base, read: { window: open, items } } : { cursor: openAs(base, { bad: open }) }
}

const openAs = (
  base: Omit<WindowsCursor, 'bad' | 'rest'>,
  { bad, rest }: { readonly bad?: Window | undefined; readonly rest?: Window | undefined },
): WindowsCursor => ({ ...base, ...(bad ? { bad } : {}), ...(rest ? { rest } : {}) })

/** Null where the window is refused and another might not be. */
async function attempt<T>(ask: (window: Window) => Promise<readonly T[]>, window: Window) {
  try {
    return await ask(window)
  } catch (error) {
    if (error instanceof ProviderError && mayBeOfOne(error)) return null
    throw error
  }
}
