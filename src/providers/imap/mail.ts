/**
 * A mailbox as a stream of facts, by IMAP: headers only. A round asks for the folders and how they stand, then reads what is
 * new in each, downwards from the newest. A snapshot is a round that begins with nothing; from then on a round costs one
 * command where nothing changed. What went is found by counting: where a folder holds another number of messages than is known of
 * it, it is asked which, and nothing else has to be kept in step.
 */
import { Temporal } from 'temporal-polyfill'
import type { Instant, MailFact } from '../../facts.ts'
import { isDue, isTold, troubled } from '../aside.ts'
import type { Call, Page, PlaceChange, SetAside, Source } from '../types.ts'
import { isOfFolder } from './errors.ts'
import { searchNumbers } from './fetch.ts'
import { keyOf, nameOf, type ReadFolder, readFolders } from './folders.ts'
import { listFolders, openFolder } from './open.ts'
import { type Folder, newPosition, type Position, resume } from './position.ts'
import { readNumbers } from './read.ts'
import type { Session, Sessions } from './session.ts'

const messagesAtOnce = 500
/** In kilobytes: the header lines of a message that are asked for, and what is said around them. */
const kilobytesOfMessage = 2
const knownAtOnce = 5_000
const recentDays = 30
/** A server that says which messages there are only one by one is asked for it in a large folder once in so many hours. */
const hoursBetweenCounts = 6
const largeFolder = 5_000

export function createImapSource(sessions: Sessions): Source<MailFact> {
  return {
    async next(call, stored) {
      if (!stored)
        return {
          ...nothing,
          cursor: newPosition(call.subjects),
          more: true,
          restart: true,
          progress: { phase: 'listing', done: 0 },
        }
      const position = resume(stored, call.subjects)
      if (position.phase === 'read' && !nextFolder(position, call)) return endRound(call, position)
      return sessions.use(call, (session) => {
        if (position.phase === 'folders') return look(call, session, position)
        return readOn(call, session, position)
      })
    },
  }
}

const nothing = { facts: [], gone: [] } as const

/** How all folders stand: which have news, which are new, which are gone. */
async function look(call: Call, session: Session, position: Position): Promise<Page<MailFact>> {
  await call.budget.take(session.weight, session.weight)
  const listed = await listFolders(session)
  const found = readFolders(listed.folders, { gmail: session.isGmail, foreign: listed.foreign })
  const before = new Map(position.folders.map((one) => [one.key, one]))
  const folders = found.map((one) => standOf(one, before.get(keyOf(one)), call))
  const keys = new Set(folders.map(({ key }) => key))
  const next: Position = {
    ...position,
    phase: 'read',
    folders,
    fewer: position.fewer || position.folders.some(({ key }) => !keys.has(key)),
    total: found.reduce((sum, { messages }) => sum + messages, 0),
  }
  return nextFolder(next, call) ? going(call, next) : endRound(call, next)
}

function standOf(listed: ReadFolder, before: Folder | undefined, call: Call): Folder {
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

/** First what is recent, everywhere; then all of the owner's own mail; then the rest, the newest first. */
function nextFolder({ folders }: Position, { now }: Pick<Call, 'now'>): Folder | undefined {
  const open = folders.filter(({ news, trouble }) => news && (!trouble || isDue(trouble, now)))
  const newest = (some: readonly Folder[]) => some.toSorted((a, b) => compare(b.reached, a.reached))[0]
  const recent = now.subtract({ hours: 24 * recentDays }).toString()
  return (
    newest(open.filter(({ reached }) => compare(reached, recent) >= 0)) ??
    newest(open.filter(({ sent }) => sent)) ??
    newest(open)
  )
}

const compare = (a: string, b: string) => Temporal.Instant.compare(a, b)

/** One piece of one folder. */
async function readOn(call: Call, session: Session, position: Position): Promise<Page<MailFact>> {
  const folder = nextFolder(position, call)
  if (!folder) return endRound(call, position)
  try {
    const opened = await openFolder(session, folder.path)
    // It was made anew since the folders were listed.
    if (opened.validity !== folder.validity) return going(call, { ...position, phase: 'folders' })
    const piece = await nextPiece(call, session, { folder, next: opened.next })
    if (piece) return await readPiece(call, session, { position, folder, piece })
    return await count(call, session, { position, folder, messages: opened.messages })
  } catch (error) {
    if (!isOfFolder(error) || !session.client.usable) throw error
    const trouble = troubled(error, call.now, folder.trouble)
    const page = going(call, withFolder(position, { ...folder, trouble }))
    return { ...page, setAside: asideOf(page.cursor as Position, call) }
  }
}

/** Numbers to be read, and how the folder stands afterwards. */
interface Piece {
  readonly numbers: readonly number[]
  after(reached: Instant | null): Partial<Folder>
}

/** What came since is read first, upwards; then what was there before, downwards, as far back as is read at all. */
async function nextPiece(
  call: Call,
  session: Session,
  { folder, next }: { readonly folder: Folder; readonly next: number },
): Promise<Piece | null> {
  const { low, top } = folder
  if (next > top) {
    const end = Math.min(next, top + (await affordable(call, session, Math.min(messagesAtOnce, next - top))))
    const numbers = Array.from({ length: end - top }, (_, at) => top + at)
    return { numbers, after: () => ({ top: end }) }
  }
  if (low <= 1) return null
  const wanted = await wantedIn(call, session, folder)
  const below = placeIn(wanted, low)
  if (below === 0) return { numbers: [], after: () => ({ low: 1 }) }
  const most = await affordable(call, session, Math.min(messagesAtOnce, below))
  const numbers = [...wanted.subarray(below - most, below)]
  return {
    numbers,
    after: (reached) => ({ low: numbers[0] ?? 1, ...(reached ? { reached: reached.toString() } : {}) }),
  }
}

/** Those within the horizon, asked for once a connection. By the day on which the server accepted them, wherever that was. */
async function wantedIn(call: Call, session: Session, { key, low }: Folder): Promise<Uint32Array> {
  const known = session.memo.get(`wanted ${key}`)
  if (known instanceof Uint32Array) return known
  const found = await searchNumbers(session, dayBefore(call.since))
  const wanted = found.subarray(0, placeIn(found, low))
  session.memo.clear()
  session.memo.set(`wanted ${key}`, wanted)
  return wanted
}

const dayBefore = (at: Instant) => at.subtract({ hours: 48 })

/** How many of these are smaller. */
function placeIn(numbers: Uint32Array, limit: number): number {
  let [from, to] = [0, numbers.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((numbers[middle] ?? 0) < limit) from = middle + 1
    else to = middle
  }
  return from
}

/** How many messages may be read now. @throws ProviderError `throttled` */
async function affordable(call: Call, { weight }: Session, most: number): Promise<number> {
  const cost = kilobytesOfMessage * weight
  const whole = (units: number) => Math.floor(units / cost) * cost
  return Math.max(1, Math.floor((await call.budget.take(cost, cost * most, whole)) / cost))
}

async function readPiece(
  call: Call,
  session: Session,
  { position, folder, piece }: { readonly position: Position; readonly folder: Folder; readonly piece: Piece },
): Promise<Page<MailFact>> {
  const { facts, listing, places, skipped, oldest } = await readNumbers(call, session, {
    folder,
    numbers: piece.numbers,
  })
  const { trouble: _, ...sound } = folder
  const next = withFolder(
    { ...position, done: position.done + piece.numbers.length },
    { ...sound, ...piece.after(oldest) },
  )
  return { ...going(call, next), facts, listing, places, skipped, setAside: asideOf(next, call) }
}

/** Everything that is there is read; whether anything went is told by how many there are. */
async function count(
  call: Call,
  session: Session,
  { position, folder, messages }: { readonly position: Position; readonly folder: Folder; readonly messages: number },
): Promise<Page<MailFact>> {
  const { trouble: _, ...sound } = folder
  const done = (places: readonly PlaceChange[] = []): Page<MailFact> => {
    const at = call.now.toString()
    const next = withFolder(position, { ...sound, news: false, whole: { messages, at }, readAt: at })
    return { ...going(call, next), places, setAside: asideOf(next, call) }
  }
  const known = await call.listing.countNumbers(folder.key)
  if (known === messages) return done()
  const { whole } = folder
  const isCostly = !session.client.capabilities.has('ESEARCH') && messages > largeFolder
  if (isCostly && whole && call.now.since(whole.at).total('hours') < hoursBetweenCounts) {
    const next = withFolder(position, { ...sound, news: false, readAt: call.now.toString() })
    return { ...going(call, next), setAside: asideOf(next, call) }
  }
  await call.budget.take(session.weight, session.weight)
  const there = await searchNumbers(session)
  const left: number[] = []
  const unknown = new Set(await searchNumbers(session, dayBefore(call.since)))
  for (let after = 0; ; ) {
    const some = await call.listing.numbers(folder.key, { after, limit: knownAtOnce })
    for (const one of some) {
      unknown.delete(one)
      if (there[placeIn(there, one)] !== one) left.push(one)
    }
    after = some.at(-1) ?? 0
    if (some.length < knownAtOnce) break
  }
  const missed = [...unknown].filter((one) => one < folder.top).slice(0, messagesAtOnce)
  const places: PlaceChange[] = left.length ? [{ kind: 'left', folder: folder.key, numbers: left }] : []
  if (missed.length === 0) return done(places)
  // Known to nobody: handed out late, or lost on the way. Whatever is not handed out now is not asked for again.
  const read = await readNumbers(call, session, { folder, numbers: missed })
  const page = done([
    ...missed.map((number): PlaceChange => ({ kind: 'at', folder: folder.key, number })),
    ...read.places,
    ...places,
  ])
  return { ...page, facts: read.facts, listing: read.listing, skipped: read.skipped }
}

const withFolder = (position: Position, folder: Folder): Position => ({
  ...position,
  folders: position.folders.map((one) => (one.key === folder.key ? folder : one)),
})

function endRound(call: Call, position: Position): Page<MailFact> {
  const next: Position = { ...position, phase: 'folders', snapshot: false, fewer: false }
  const setAside = asideOf(next, call)
  const unread = position.folders.filter(({ readAt }) => !readAt)
  const places: PlaceChange[] = position.fewer
    ? [{ kind: 'only', folders: position.folders.map(({ key }) => key) }]
    : []
  return {
    ...nothing,
    cursor: next,
    more: false,
    setAside,
    ...(places.length ? { places } : {}),
    ...(position.snapshot
      ? { complete: { start: call.since, end: call.now }, bounds: everything, unlisted: unread.map(({ key }) => key) }
      : {}),
    progress: { phase: 'current', ...(unread.length ? {} : { readBackTo: call.since }) },
  }
}

/** Every listed message is read already: none is due, and only those of an older snapshot are to go. */
const everything = { recent: 0, horizon: 2 ** 31 - 1 }

/** A page after which the reading goes on at once. */
function going(call: Call, cursor: Position): Page<MailFact> {
  const reached = cursor.folders.filter(({ low, news }) => news && low > 1).map((one) => ({ next: one.reached }))
  const back = cursor.snapshot && reached.length ? latest(reached.map(({ next }) => next)) : undefined
  const isBack = back && Temporal.Instant.compare(back, call.now) < 0
  return {
    ...nothing,
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
function asideOf({ folders }: Position, { now }: Call): SetAside[] {
  return folders.flatMap(({ path, key, readAt, trouble }): SetAside[] => {
    if (!trouble || !isTold(trouble, now)) return []
    const known = { known: readAt !== undefined, ...(readAt ? { since: readAt } : {}) }
    return [{ what: 'folder', key, name: nameOf(path), ...known, next: trouble.next }]
  })
}
