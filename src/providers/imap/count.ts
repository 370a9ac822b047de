/** What went from a folder: said by the server where it can, and held against how many there are; else found by counting. */
import type { MailFact } from '../../facts.ts'
import type { PlaceChange } from '../listing.ts'
import type { Call, Page } from '../types.ts'
import { searchNumbers } from './fetch.ts'
import type { Opened } from './open.ts'
import { dayBefore, placeIn } from './piece.ts'
import type { Folder, Position } from './position.ts'
import { readNumbers } from './read.ts'
import { asideOf, going, withFolder } from './round.ts'
import type { Session } from './session.ts'

const knownAtOnce = 5_000
/** So many that were never seen are read at once. */
const missedAtOnce = 500
/** A server that says which messages there are only one by one is asked for it in a large folder once in so many hours. */
const hoursBetweenCounts = 6
const largeFolder = 5_000

/** A folder whose messages are all read, as it was opened. */
interface Counted {
  readonly position: Position
  readonly folder: Folder
  readonly opened: Opened
}

/**
 * Everything that is there is read; whether anything went is told by how many there are, beside those that are too old to be
 * read. What the server names is taken away first, and then it is counted.
 */
export async function count(call: Call, session: Session, counted: Counted): Promise<Page<MailFact>> {
  const { position, folder, opened } = counted
  const { messages, change, vanished } = opened
  const { trouble: _, whole, ...sound } = folder
  if (vanished?.length && whole && change) {
    const next = withFolder(position, { ...sound, whole: { ...whole, change } })
    return { ...going(call, next), places: [{ kind: 'left', folder: folder.key, numbers: vanished }] }
  }
  const beyond = whole?.beyond ?? 0
  if ((await call.listing.countNumbers(folder.key)) + beyond === messages) return done(call, counted, { beyond })
  const isCostly = !session.client.capabilities.has('ESEARCH') && messages > largeFolder
  if (isCostly && whole && call.now.since(whole.at).total('hours') < hoursBetweenCounts) {
    const next = withFolder(position, { ...sound, whole, news: false, readAt: call.now.toString() })
    return { ...going(call, next), setAside: asideOf(next, call) }
  }
  return ask(call, session, counted)
}

/** It is known whole: `beyond` so many of it are there and not read. */
function done(
  call: Call,
  { position, folder, opened: { messages, change } }: Counted,
  { beyond, places = [] }: { readonly beyond: number; readonly places?: readonly PlaceChange[] },
): Page<MailFact> {
  const { trouble: _, ...sound } = folder
  const at = call.now.toString()
  const whole = { messages, at, ...(beyond ? { beyond } : {}), ...(change ? { change } : {}) }
  const next = withFolder(position, { ...sound, news: false, whole, readAt: at })
  return { ...going(call, next), places, setAside: asideOf(next, call) }
}

/** Which are there, and which of them are to be known. */
async function ask(call: Call, session: Session, counted: Counted): Promise<Page<MailFact>> {
  const { position, folder } = counted
  await call.budget.take(session.weight, session.weight)
  const there = await searchNumbers(session)
  const left: number[] = []
  const unknown = new Set(await searchNumbers(session, dayBefore(call.since)))
  let known = 0
  for (let after = 0; ; ) {
    const some = await call.listing.numbers(folder.key, { after, limit: knownAtOnce })
    for (const one of some) {
      unknown.delete(one)
      if (there[placeIn(there, one)] !== one) left.push(one)
    }
    known += some.length
    after = some.at(-1) ?? 0
    if (some.length < knownAtOnce) break
  }
  const missed = [...unknown].filter((one) => one < folder.top)
  const now = missed.slice(0, missedAtOnce)
  const gone: PlaceChange[] = left.length ? [{ kind: 'left', folder: folder.key, numbers: left }] : []
  const beyond = Math.max(0, placeIn(there, folder.top) - (known - left.length) - missed.length)
  if (now.length === 0) return done(call, counted, { beyond, places: gone })
  // Known to nobody: handed out late, or lost on the way. Whatever is not handed out now is not asked for again.
  const read = await readNumbers(call, session, {
    folder: { ...folder, keepsSent: position.keepsSent === true },
    numbers: now,
  })
  const at = now.map((number): PlaceChange => ({ kind: 'at', folder: folder.key, number }))
  const places = [...at, ...read.places, ...gone]
  const isAll = now.length === missed.length
  const page = isAll ? done(call, counted, { beyond, places }) : { ...going(call, position), places }
  return { ...page, facts: read.facts, listing: read.listing, skipped: read.skipped }
}
