/** A round through the folders of a mailbox: which is next, what is told of it, and what a page between says. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { Instant, MailFact } from '../../facts.ts'
import { isDue, isTold } from '../aside.ts'
import type { Call, Page, SetAside } from '../types.ts'
import { keyOf, nameOf, type ReadFolder } from './folders.ts'
import type { Folder, Position } from './position.ts'

const recentDays = 30
/** Opening a folder costs a server more than handing out a page of it: so many days of one are read before it is another's turn. */
const leadDays = 91

/** A folder as it is listed, held against what was known of it. */
export function standOf(listed: ReadFolder, before: Folder | undefined, call: Call): Folder {
  const { path, sent, validity } = listed
  if (!before)
    return {
      path,
      sent,
      key: keyOf(listed),
      validity,
      low: listed.next,
      top: listed.next,
      reached: call.now.toString(),
      news: true,
    }
  const isSame = before.whole?.messages === listed.messages && before.top === listed.next
  return { ...before, sent, news: before.news || !isSame }
}

/**
 * First what is recent, everywhere; then all of the owner's own mail; then the rest, the newest first.
 * @param open the folder that is open, by its path: gone on with as long as no other of these is far ahead of it
 */
export function nextFolder({ folders }: Position, { now }: Pick<Call, 'now'>, open?: string): Folder | undefined {
  const unread = folders.filter(({ news, trouble }) => news && (!trouble || isDue(trouble, now)))
  const recent = daysBefore(now.toString(), recentDays)
  return [unread.filter(({ reached }) => compare(reached, recent) >= 0), unread.filter(({ sent }) => sent), unread]
    .map((some) => newest(some, open))
    .find((one) => one !== undefined)
}

function newest(some: readonly Folder[], open?: string): Folder | undefined {
  const [first] = some.toSorted((a, b) => compare(b.reached, a.reached))
  const opened = some.find(({ path }) => path === open)
  return first && opened && compare(opened.reached, daysBefore(first.reached, leadDays)) >= 0 ? opened : first
}

const compare = (a: string, b: string) => Temporal.Instant.compare(a, b)
const daysBefore = (at: string, days: number) =>
  Temporal.Instant.from(at)
    .subtract({ hours: 24 * days })
    .toString()

/** The position with this folder in its place. */
export const withFolder = (position: Position, folder: Folder): Position => ({
  ...position,
  folders: position.folders.map((one) => (one.key === folder.key ? folder : one)),
})

/** A page after which the reading goes on at once. */
export function going(call: Call, cursor: Position): Page<MailFact> {
  const reached = cursor.folders.filter(({ low, news }) => news && low > 1).map((one) => ({ next: one.reached }))
  const back = cursor.snapshot && reached.length ? latest(reached.map(({ next }) => next)) : undefined
  const isBack = back && Temporal.Instant.compare(back, call.now) < 0
  return {
    facts: [],
    gone: [],
    cursor,
    more: true,
    progress: cursor.snapshot
      ? {
          phase: cursor.phase === 'folders' ? 'listing' : 'reading',
          done: Math.min(cursor.done, cursor.total),
          total: cursor.total,
          ...(isBack ? { readBackTo: back } : {}),
        }
      : { phase: 'current' },
  }
}

const latest = (all: readonly string[]): Instant | undefined =>
  all
    .map((one) => Temporal.Instant.from(one))
    .toSorted(Temporal.Instant.compare)
    .at(-1)

/** What is told of folders that could not be read. */
export function asideOf({ folders }: Position, { now }: Call): SetAside[] {
  return folders.flatMap(({ path, key, readAt, trouble }): SetAside[] => {
    if (!trouble || !isTold(trouble, now)) return []
    const known = { known: readAt !== undefined, ...(readAt ? { since: readAt } : {}) }
    return [{ what: 'folder', key, name: nameOf(path), ...known, next: trouble.next }]
  })
}
