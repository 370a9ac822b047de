/**
 * Outlook mail as a stream of facts. Graph tells changes folder by folder: a round lists the folders, then follows each of them.
 * A snapshot is two rounds that begin without a position; from then on every round says what changed since the last.
 */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { MailFact, Skipped } from '../../facts.ts'
import { isStorableId } from '../../storable.ts'
import { idOf, readItems } from '../items.ts'
import type { Call, Cursor, ListingChange, Page, Source } from '../types.ts'
import { askGraph } from './client.ts'
import { lostPosition } from './errors.ts'
import {
  type Folder,
  findPlaces,
  folderSchema,
  followed,
  newWalk,
  placesSchema,
  walkOn,
  walkSchema,
} from './folders.ts'
import { toPath } from './links.ts'
import { findOwn, findParent } from './lookups.ts'
import { messageFields, messageSchema, toMailFact } from './messages.ts'

/** The default of 10 would use up the whole quota on a large mailbox, and pages of a thousand time out (providers' own reports). */
const pageSize = 200
/** Removed messages are asked after one by one: as many as fit into a step, even where each answer takes seconds. */
const checksAtOnce = 10

const common = {
  /** Counts on whenever the fields that are asked for change: the links of an older one ask for the old ones for ever. */
  version: z.literal(2),
  /** True until everything was read once. */
  snapshot: z.boolean(),
  /** As baked into every link: what is asked for cannot be changed later (Graph, delta query of messages). */
  subjects: z.boolean(),
  own: z.array(z.string()),
  places: placesSchema,
  folders: z.array(folderSchema),
  /** Rounds gone through, up to the two of a snapshot. */
  rounds: z.int32().min(0),
  done: z.int32().min(0),
}
const cursorSchema = z.discriminatedUnion('phase', [
  z.object({ ...common, phase: z.literal('folders'), walk: walkSchema }),
  z.object({
    ...common,
    phase: z.literal('read'),
    total: z.int32().min(0),
    /** Which folder is being read. */
    at: z.int32().min(0),
    /** Messages that left the folder read last: gone, or in another one. */
    removed: z.array(z.string().refine(isStorableId)),
  }),
])
type MailCursor = z.infer<typeof cursorSchema>
type CursorOf<P extends MailCursor['phase']> = Extract<MailCursor, { phase: P }>

/** The messages of one Outlook mailbox, under Mail.ReadBasic: no bodies, previews, headers or attachments. */
export function createGraphMailSource({ origin }: { readonly origin: string | undefined }): Source<MailFact> {
  async function start(call: Call): Promise<Page<MailFact>> {
    const own = await findOwn({ call, origin })
    const cursor: CursorOf<'folders'> = {
      version: 2,
      phase: 'folders',
      snapshot: true,
      subjects: call.subjects,
      own,
      places: {},
      folders: [],
      rounds: 0,
      done: 0,
      walk: newWalk,
    }
    return { ...nothing, cursor, more: true, restart: true, progress: { phase: 'listing', done: 0 } }
  }

  async function listFolders(call: Call, cursor: CursorOf<'folders'>): Promise<Page<MailFact>> {
    const isNew = cursor.walk.found.length === 0
    const places = isNew ? await findPlaces({ call, origin }, cursor.places) : cursor.places
    const walk = await walkOn({ call, origin }, cursor.walk, places)
    if (walk.open.length > 0) return { ...nothing, ...going(call, { ...cursor, places, walk }) }
    const folders = followed(walk, places, cursor.folders)
    const total = walk.found.reduce((sum, folder) => sum + folder.total, 0)
    const { walk: _, ...rest } = cursor
    return { ...nothing, ...going(call, { ...rest, phase: 'read', places, folders, total, at: 0, removed: [] }) }
  }

  async function readOn(call: Call, cursor: CursorOf<'read'>): Promise<Page<MailFact>> {
    const folder = cursor.folders[cursor.at]
    if (!folder) return endRound(call, cursor)
    await call.budget.take(1, 1)
    const reply = await askDelta(call, cursor, folder)
    // It went since the folders were listed, and nothing was ever in it.
    if (!reply) return { ...nothing, ...going(call, { ...cursor, folders: cursor.folders.toSpliced(cursor.at, 1) }) }
    const { facts, skipped, removed } = toItems(reply.value, call, {
      own: cursor.own,
      sent: folder.id === cursor.places.sentitems,
      subjects: cursor.subjects,
    })
    const next = reply['@odata.nextLink']
    const link = next ?? reply['@odata.deltaLink']
    if (!link)
      throw new ProviderError('unavailable', 'Microsoft ended a folder without a reading position.', {
        reason: 'no delta link',
      })
    // Refused now, not when it is sent: until then the position before it is still there.
    toPath(link, origin, 'messages/delta')
    const read = { ...folder, link, held: folder.held || facts.length > 0 }
    return {
      facts,
      gone: [],
      skipped,
      listing: facts.map(toListed),
      ...going(call, {
        ...cursor,
        folders: cursor.folders.with(cursor.at, read),
        at: next ? cursor.at : cursor.at + 1,
        removed,
        done: cursor.done + reply.value.length,
      }),
    }
  }

  /** Null for a folder that is not there any more and never held anything. */
  async function askDelta(call: Call, { subjects }: CursorOf<'read'>, folder: Folder) {
    // Without $filter, which ends after 5,000 messages without a word: what is older than the horizon is passed over instead.
    const begin = `/me/mailFolders/${encodeURIComponent(folder.id)}/messages/delta?$select=${messageFields(subjects)}&$orderby=receivedDateTime%20desc`
    try {
      return await askGraph(call, {
        origin,
        method: 'messages.delta',
        path: folder.link ? toPath(folder.link, origin, 'messages/delta') : begin,
        followed: folder.link !== undefined,
        prefer: [`odata.maxpagesize=${pageSize}`],
        schema: deltaSchema,
      })
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'missing') throw error
      if (folder.held) throw lostPosition('folder')
      return null
    }
  }

  /** Whether what left a folder is anywhere else that is read; immutable ids name it there too. */
  async function checkRemoved(call: Call, cursor: CursorOf<'read'>): Promise<Page<MailFact>> {
    const granted = await call.budget.take(1, Math.min(checksAtOnce, cursor.removed.length))
    const ids = new Set(cursor.folders.map(({ id }) => id))
    const gone: string[] = []
    let checked = 0
    let fault: ProviderError | undefined
    for (const id of cursor.removed.slice(0, granted)) {
      try {
        const parent = await findParent({ call, origin }, id)
        if (!parent || !ids.has(parent)) gone.push(id)
        checked++
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        fault = error
        break
      }
    }
    const page = going(call, { ...cursor, removed: cursor.removed.slice(checked) })
    return { ...nothing, ...page, gone, ...(fault ? { fault } : {}) }
  }

  function endRound(call: Call, cursor: CursorOf<'read'>): Page<MailFact> {
    const { total: _, at: __, removed: ___, ...rest } = cursor
    const next: CursorOf<'folders'> = { ...rest, phase: 'folders', rounds: cursor.rounds + 1, walk: newWalk }
    // What was moved during the first round, from a folder still unread to one read already, is found by the second.
    if (cursor.snapshot && next.rounds < 2) return { ...nothing, ...going(call, next) }
    return {
      ...nothing,
      cursor: { ...next, snapshot: false },
      more: false,
      ...(cursor.snapshot ? { complete: { start: call.since, end: call.now }, bounds: everything } : {}),
      progress: { phase: 'current', readBackTo: call.since },
    }
  }

  return {
    async next(call, stored) {
      if (!stored) return start(call)
      const cursor = resume(stored, call)
      if (cursor.phase === 'folders') return listFolders(call, cursor)
      return cursor.removed.length > 0 ? checkRemoved(call, cursor) : readOn(call, cursor)
    },
  }
}

function resume(stored: Cursor, call: Call): MailCursor {
  const parsed = cursorSchema.safeParse(stored)
  if (!parsed.success) throw lostPosition('cursor')
  // The links still ask for subjects that must not be read any more, or not for those that may be.
  if (parsed.data.subjects !== call.subjects) throw lostPosition('subjects')
  return parsed.data
}

const nothing = { facts: [], gone: [] } as const

/** Every listed message is read already: none is due, and only those of an older snapshot are to go. */
const everything = { recent: 0, horizon: 2 ** 31 - 1 }

/** A page after which the reading goes on at once. */
function going(call: Call, cursor: MailCursor): Pick<Page, 'cursor' | 'more' | 'progress'> {
  const progress = !cursor.snapshot
    ? { phase: 'current' as const, readBackTo: call.since }
    : cursor.phase === 'folders'
      ? { phase: cursor.rounds === 0 ? ('listing' as const) : ('reading' as const), done: cursor.done }
      : { phase: 'reading' as const, done: Math.min(cursor.done, cursor.total), total: cursor.total }
  return { cursor, more: true, progress }
}

const deltaSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})

/** What a page of changes says, whatever its order and however often it says it. */
function toItems(items: readonly unknown[], call: Call, place: Parameters<typeof toMailFact>[1]) {
  const facts: MailFact[] = []
  const removed = new Set(items.filter(isRemoved).map(idOf).filter(isStorableId))
  const skipped: Skipped[] = readItems(
    items.filter((item) => !isRemoved(item)),
    {
      schema: messageSchema,
      unknown: 'a message of an unknown form',
      take(message) {
        if (message.isDraft) return undefined
        const fact = toMailFact(message, place)
        if (Temporal.Instant.compare(fact.at, call.since) >= 0) facts.push(fact)
        return undefined
      },
    },
  )
  return { facts, skipped, removed: [...removed] }
}

const isRemoved = (item: unknown) => typeof item === 'object' && item !== null && '@removed' in item

const toListed = (fact: MailFact): ListingChange => ({
  kind: 'listed',
  id: fact.id,
  thread: fact.thread,
  labels: fact.outgoing ? ['sent'] : [],
})
