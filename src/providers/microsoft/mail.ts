/**
 * Outlook mail as a stream of facts. Graph tells changes folder by folder: a round lists the folders, then follows each of them.
 * A snapshot is two rounds that begin without a position; from then on every round says what changed since the last.
 * A folder that is not handed out waits for a try of its own, and holds up no other.
 */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { MailFact } from '../../facts.ts'
import { earliest, folderKey, isDue, isTold, troubled } from '../aside.ts'
import type { Call, Page, SetAside, Source } from '../types.ts'
import { readChanges } from './changes.ts'
import { askGraph } from './client.ts'
import { isOfPart } from './errors.ts'
import { type Folder, findPlaces, followed, forgetName, listingTroubles, newWalk, walkOn } from './folders.ts'
import { acceptLink, toPath } from './links.ts'
import { findOwn } from './lookups.ts'
import { messageFields } from './messages.ts'
import { type Position, type PositionIn, resume, type Single } from './position.ts'
import { askSingles, dueOf, freshOf, placeOf, withSingles } from './singles.ts'

/** The default of 10 would use up the whole quota on a large mailbox, and pages of a thousand time out (providers' own reports). */
const pageSize = 200
/** Of a folder that failed: what times out in one piece may come in smaller ones. */
const smallPage = 20

/** The messages of one Outlook mailbox, under Mail.ReadBasic: no bodies, previews, headers or attachments. */
export function createGraphMailSource({ origin }: { readonly origin: string | undefined }): Source<MailFact> {
  async function start(call: Call): Promise<Page<MailFact>> {
    const own = await findOwn({ call, origin })
    const cursor: PositionIn<'folders'> = {
      version: 3,
      phase: 'folders',
      snapshot: true,
      subjects: call.subjects,
      own,
      places: {},
      listings: {},
      folders: [],
      singles: [],
      rounds: 0,
      done: 0,
      placed: false,
      walk: newWalk,
    }
    return { ...nothing, cursor, more: true, restart: true, progress: { phase: 'listing', done: 0 } }
  }

  async function listFolders(call: Call, cursor: PositionIn<'folders'>): Promise<Page<MailFact>> {
    if (!cursor.placed) {
      const { fault, ...known } = await findPlaces({ call, origin }, cursor)
      return { ...nothing, ...going(call, { ...cursor, ...known, placed: !fault }), ...(fault ? { fault } : {}) }
    }
    const { walk, listings } = await walkOn({ call, origin }, cursor.walk, cursor)
    if (walk.open.length > 0) return { ...nothing, ...going(call, { ...cursor, walk, listings }) }
    const folders = followed(walk, { ...cursor, listings }, cursor.folders)
    const total = walk.found.reduce((sum, folder) => sum + folder.total, 0)
    const { walk: _, placed: __, ...rest } = cursor
    return { ...nothing, ...going(call, { ...rest, phase: 'read', listings, folders, total, at: 0 }) }
  }

  async function readOn(call: Call, cursor: PositionIn<'read'>): Promise<Page<MailFact>> {
    const folder = cursor.folders[cursor.at]
    if (!folder) return endRound(call, cursor)
    const pass = (to: Folder) =>
      going(call, { ...cursor, folders: cursor.folders.with(cursor.at, to), at: cursor.at + 1 })
    if (folder.trouble && !isDue(folder.trouble, call.now)) return { ...nothing, ...pass(folder) }
    await call.budget.take(1, 1)
    let reply: z.infer<typeof deltaSchema>
    try {
      reply = await askDelta(call, cursor, folder)
    } catch (error) {
      if (!isOfPart(error, Boolean(call.careful || folder.trouble))) throw error
      const page = { ...nothing, ...pass({ ...folder, trouble: troubled(error, call.now, folder.trouble) }) }
      return { ...page, setAside: asideOf(page.cursor, call) }
    }
    const changes = await readChanges(reply.value, call, { ...placeOf(cursor, folder), folder: folder.id })
    const { facts, gone, listing, skipped, ask } = changes
    const next = reply['@odata.nextLink']
    const held = folder.held || facts.length > 0
    const failed = skipped.map(({ id }) => id)
    const page = going(call, {
      ...cursor,
      folders: cursor.folders.with(cursor.at, next ? { ...folder, link: next, held } : readWhole(folder, reply, held)),
      at: next ? cursor.at : cursor.at + 1,
      singles: withSingles(cursor.singles, { ask, failed }, call),
      done: cursor.done + reply.value.length,
    })
    return { facts, gone, skipped, listing, ...page, setAside: asideOf(page.cursor, call) }

    function readWhole({ trouble: _, ...one }: Folder, { '@odata.deltaLink': link }: typeof reply, isHeld: boolean) {
      return { ...one, ...(link ? { link } : {}), held: isHeld, readAt: call.now.toString() }
    }
  }

  /** @throws ProviderError */
  async function askDelta(call: Call, { subjects }: PositionIn<'read'>, folder: Folder) {
    // Without $filter, which ends after 5,000 messages without a word: what is older than the horizon is passed over instead.
    const begin = `/me/mailFolders/${encodeURIComponent(folder.id)}/messages/delta?$select=${messageFields(subjects)}&$orderby=receivedDateTime%20desc`
    const reply = await askGraph(call, {
      origin,
      method: 'messages.delta',
      path: folder.link ? toPath(folder.link, origin, 'messages/delta') : begin,
      followed: folder.link !== undefined,
      prefer: [`odata.maxpagesize=${call.careful || folder.trouble ? smallPage : pageSize}`],
      schema: deltaSchema,
    })
    const { '@odata.nextLink': next, '@odata.deltaLink': end } = reply
    if (!next && !end)
      throw new ProviderError(
        'unavailable',
        {
          en: 'Microsoft ended a folder without a reading position.',
          de: 'Microsoft beendete einen Ordner, ohne zu sagen, bis wohin er gelesen ist.',
        },
        {
          reason: 'no delta link',
        },
      )
    // Where nothing changed, the position at the end is the one before.
    acceptLink(next, origin, 'messages/delta', folder.link)
    acceptLink(end, origin, 'messages/delta')
    return reply
  }

  /** Whether what left a folder is anywhere else that is read, immutable ids name it there too; and what is known in part only. */
  async function askOn(call: Call, cursor: PositionIn<'read'>, singles: readonly Single[]): Promise<Page<MailFact>> {
    const { singles: left, ...answers } = await askSingles({ call, origin }, cursor, singles)
    return { ...answers, ...going(call, { ...cursor, singles: [...left] }) }
  }

  async function endRound(call: Call, cursor: PositionIn<'read'>): Promise<Page<MailFact>> {
    const due = dueOf(cursor.singles, call)
    if (due.length) return askOn(call, cursor, due)
    const { total: _, at: __, ...rest } = cursor
    const next: PositionIn<'folders'> = {
      ...rest,
      folders: cursor.folders.map(forgetName),
      phase: 'folders',
      rounds: cursor.rounds + 1,
      placed: false,
      walk: newWalk,
    }
    const setAside = asideOf(next, call)
    const troubles = [...cursor.folders.flatMap(({ trouble }) => trouble ?? []), ...Object.values(cursor.listings)]
    // Nothing at all could be read: that is no matter of a folder.
    if (troubles.length > 0 && cursor.folders.every(({ trouble }) => trouble))
      return { ...nothing, ...going(call, next), setAside, fault: faultOf(troubles) }
    // What was moved during the first round, from a folder still unread to one read already, is found by the second.
    if (cursor.snapshot && next.rounds < 2) return { ...nothing, ...going(call, next), setAside }
    const unlisted = cursor.folders.filter(({ readAt }) => !readAt).map(({ id }) => folderKey(id))
    // What an older snapshot knew there is kept for now: should the folder be gone, it has to go.
    const folders = next.folders.map((one) => (one.readAt ? one : { ...one, held: true }))
    return {
      ...nothing,
      cursor: { ...next, folders, snapshot: false },
      more: false,
      setAside,
      ...(cursor.snapshot ? { complete: { start: call.since, end: call.now }, bounds: everything, unlisted } : {}),
      progress: { phase: 'current', ...readBack(next, call) },
    }
  }

  return {
    async next(call, stored) {
      if (!stored) return start(call)
      const cursor = resume(stored, call.subjects)
      if (cursor.phase === 'folders') return listFolders(call, cursor)
      const fresh = freshOf(cursor.singles)
      return fresh.length > 0 ? askOn(call, cursor, fresh) : readOn(call, cursor)
    },
  }
}

const nothing = { facts: [], gone: [] } as const

/** Every listed message is read already: none is due, and only those of an older snapshot are to go. */
const everything = { recent: 0, horizon: 2 ** 31 - 1 }

/** A page after which the reading goes on at once. */
function going(call: Call, cursor: Position): Pick<Page, 'more' | 'progress'> & { readonly cursor: Position } {
  const progress = !cursor.snapshot
    ? { phase: 'current' as const, ...readBack(cursor, call) }
    : cursor.phase === 'folders'
      ? { phase: cursor.rounds === 0 ? ('listing' as const) : ('reading' as const), done: cursor.done }
      : { phase: 'reading' as const, done: Math.min(cursor.done, cursor.total), total: cursor.total }
  return { cursor, more: true, progress }
}

/** The history is complete once every folder was read to its end, whatever became of one since. */
const readBack = ({ folders, listings }: Position, { since }: Call) =>
  folders.every(({ readAt }) => readAt) && !Object.keys(listings).length ? { readBackTo: since } : {}

/** What is told of folders that could not be read or listed. */
function asideOf({ folders, listings }: Position, { now }: Call): SetAside[] {
  const named = (id: string) => folders.find((folder) => folder.id === id)?.name
  const withName = (id: string) => (named(id) ? { name: named(id) ?? '' } : {})
  return [
    ...folders.flatMap(({ id, held, readAt, trouble }): SetAside[] => {
      if (!trouble || !isTold(trouble, now)) return []
      const since = readAt ?? (held ? trouble.since : undefined)
      const known = { known: readAt !== undefined, ...(since ? { since } : {}) }
      return [{ what: 'folder', key: folderKey(id), ...withName(id), ...known, next: trouble.next }]
    }),
    ...listingTroubles(listings).map(
      ([id, { next, since }]): SetAside => ({
        what: id ? 'within' : 'folders',
        ...withName(id),
        since,
        next,
      }),
    ),
  ]
}

/** What all folders have in common, as a fault of the mailbox. */
function faultOf(troubles: readonly NonNullable<Folder['trouble']>[]): ProviderError {
  const isRefused = troubles.every(({ kind }) => kind === 'forbidden')
  const retryAt = earliest(troubles)
  return new ProviderError(
    isRefused ? 'forbidden' : troubles.every(({ kind }) => kind === 'throttled') ? 'throttled' : 'unavailable',
    isRefused
      ? {
          en: 'Microsoft refuses to hand out any folder of this mailbox. For a work or school account its administrator may have to allow it.',
          de: 'Microsoft gibt keinen Ordner dieses Postfachs heraus. Bei einem Konto von Arbeit oder Schule muss es vielleicht dessen Verwaltung erlauben.',
        }
      : {
          en: 'Microsoft does not hand out any folder of this mailbox at the moment.',
          de: 'Microsoft gibt im Moment keinen Ordner dieses Postfachs heraus.',
        },
    { reason: troubles[0]?.reason ?? 'folders', ...(retryAt ? { retryAt } : {}) },
  )
}

const deltaSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})
