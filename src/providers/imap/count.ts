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

/**
 * Everything that is there is read; whether anything went is told by how many there are. What the server names is taken away
 * first, and then it is counted once more.
 */
export async function count(
  call: Call,
  session: Session,
  { position, folder, opened }: { readonly position: Position; readonly folder: Folder; readonly opened: Opened },
): Promise<Page<MailFact>> {
  const { messages, change, vanished } = opened
  const { trouble: _, ...sound } = folder
  const done = (places: readonly PlaceChange[] = []): Page<MailFact> => {
    const at = call.now.toString()
    const known = { messages, at, ...(change ? { change } : {}) }
    const next = withFolder(position, { ...sound, news: false, whole: known, readAt: at })
    return { ...going(call, next), places, setAside: asideOf(next, call) }
  }
  const gone: PlaceChange[] = vanished?.length ? [{ kind: 'left', folder: folder.key, numbers: vanished }] : []
  const known = await call.listing.countNumbers(folder.key)
  if (known === messages) return done(gone)
  const { whole } = folder
  if (gone.length && whole && change)
    return { ...going(call, withFolder(position, { ...sound, whole: { ...whole, change } })), places: gone }
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
  const missed = [...unknown].filter((one) => one < folder.top).slice(0, missedAtOnce)
  const places: PlaceChange[] = left.length ? [{ kind: 'left', folder: folder.key, numbers: left }] : []
  if (missed.length === 0) return done(places)
  // Known to nobody: handed out late, or lost on the way. Whatever is not handed out now is not asked for again.
  const read = await readNumbers(call, session, {
    folder: { ...folder, keepsSent: position.keepsSent === true },
    numbers: missed,
  })
  const page = done([
    ...missed.map((number): PlaceChange => ({ kind: 'at', folder: folder.key, number })),
    ...read.places,
    ...places,
  ])
  return { ...page, facts: read.facts, listing: read.listing, skipped: read.skipped }
}
