/**
 * Gmail as a stream of facts. A snapshot pins the history id, lists every message (listing is 2,000 times cheaper than
 * reading), dates the listing, then reads what is due; from then on history says what changed.
 */
import type { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { QuotaCosts } from '../../config.ts'
import { ProviderError } from '../../errors.ts'
import type { MailFact } from '../../facts.ts'
import { readItems } from '../items.ts'
import type { DueMessage, ListingChange } from '../listing.ts'
import { type Call, type Cursor, type Page, recentDays, type Source } from '../types.ts'
import { ask, nextToken } from './client.ts'
import { type Boundary, findBoundary } from './dating.ts'
import { lostPosition } from './errors.ts'
import { freshOf } from './fresh.ts'
import { historyFields, historySchema, readHistory } from './history.ts'
import { lateGmail } from './libraries.ts'
import { type CursorOf, cursorSchema, historyId } from './mail-cursor.ts'
import { toLabels } from './messages.ts'
import { asPassing, isFirstSlip, soonAgain } from './pauses.ts'
import { readAtOnce, readThese } from './portion.ts'

const me = 'me'
const pageSize = 500

/** Each of these labels is listed once, to know what every listed message is. Spam and trash are not listed at all. */
const sortingLabels = [
  'SENT',
  'CATEGORY_SOCIAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_UPDATES',
  'CATEGORY_FORUMS',
  'CHAT',
  'DRAFT',
] as const

export interface GmailOptions {
  /** Replaces the API's host. */
  readonly origin: string | undefined
  readonly costs: QuotaCosts
}

/** The messages of one Gmail account, under the gmail.metadata scope: no `q`, no `full` format, a mask on every call. */
export function createGmailSource({ origin, costs }: GmailOptions): Source<MailFact> {
  const api = lateGmail({ origin })
  const gmail = async () => ({ users: (await api()).users, costs })

  async function start(call: Call): Promise<Page<MailFact>> {
    await call.budget.take(costs.getProfile, costs.getProfile)
    const profile = await ask(
      call,
      'getProfile',
      z.object({ historyId, messagesTotal: z.number().default(0) }),
      async (options) => (await api()).users.getProfile({ userId: me, fields: 'historyId,messagesTotal' }, options),
    )
    const cursor = { version: 1, phase: 'list', historyId: profile.historyId, label: -1, position: 0 }
    return {
      ...nothing,
      cursor,
      more: true,
      restart: true,
      progress: { phase: 'listing', done: 0, total: profile.messagesTotal },
    }
  }

  async function list(call: Call, cursor: CursorOf<'list'>): Promise<Page<MailFact>> {
    await call.budget.take(costs['messages.list'], costs['messages.list'])
    const label = sortingLabels[cursor.label]
    const reply = await ask(call, 'messages.list', listSchema, async (options) =>
      (await api()).users.messages.list(
        {
          userId: me,
          maxResults: pageSize,
          fields: 'nextPageToken,messages(id,threadId)',
          ...(label ? { labelIds: [label] } : {}),
          ...(cursor.pageToken ? { pageToken: cursor.pageToken } : {}),
        },
        options,
      ),
    ).catch((error: unknown) => {
      // A page token that waited too long is refused with 400.
      if (cursor.pageToken && error instanceof ProviderError && error.kind === 'unexpected')
        throw lostPosition(error.reason)
      throw error
    })
    const listing: ListingChange[] = []
    const skipped = readItems(reply.messages, {
      schema: listedSchema,
      unknown: 'a message of an unknown form',
      take({ id, threadId }) {
        listing.push(
          label
            ? { kind: 'listed', id, thread: threadId, add: toLabels([label]) }
            : { kind: 'listed', id, thread: threadId, position: cursor.position + listing.length },
        )
        return undefined
      },
    })
    const position = label ? cursor.position : cursor.position + reply.messages.length
    const page = { ...nothing, listing, skipped, more: true, progress: { phase: 'listing' as const, done: position } }
    const pageToken = nextToken(reply, cursor)
    if (pageToken) return { ...page, cursor: { ...cursor, position, pageToken } }
    if (cursor.label + 1 < sortingLabels.length)
      return {
        ...page,
        cursor: { version: 1, phase: 'list', historyId: cursor.historyId, label: cursor.label + 1, position },
      }
    const whole = { low: 0, high: position }
    return {
      ...page,
      cursor: { version: 1, phase: 'date', historyId: cursor.historyId, recent: whole, horizon: whole },
    }
  }

  /** Lists carry no dates: a few probes find where the last three weeks and the horizon end. */
  async function date(call: Call, cursor: CursorOf<'date'>): Promise<Page<MailFact>> {
    const deleted: string[] = []
    const probe = async (id: string) => {
      await call.budget.take(costs['messages.get'], costs['messages.get'])
      const reply = await ask(
        call,
        'messages.get',
        z.object({ internalDate: z.string().optional() }),
        async (options) =>
          (await api()).users.messages.get({ userId: me, id, format: 'minimal', fields: 'internalDate' }, options),
      ).catch((error: unknown) => {
        if (error instanceof ProviderError && error.kind === 'missing') deleted.push(id)
        throw error
      })
      return reply.internalDate === undefined ? Number.NaN : Number(reply.internalDate)
    }
    const edges: { recent: Boundary; horizon: Boundary } = { recent: cursor.recent, horizon: cursor.horizon }
    const page = (more: Partial<Page<MailFact>>): Page<MailFact> => ({
      facts: [],
      gone: deleted,
      cursor: { ...cursor, ...edges },
      more: true,
      progress: { phase: 'listing' },
      ...more,
    })
    const search = (edge: keyof typeof edges, before: Temporal.Instant) =>
      findBoundary(edges[edge], before.epochMilliseconds, call.listing, probe, (found) => {
        edges[edge] = found
      })
    try {
      await search('recent', call.now.subtract({ hours: 24 * recentDays }))
      await search('horizon', call.since)
    } catch (error) {
      if (error instanceof ProviderError) return page({ fault: error })
      throw error
    }
    const bounds = { recent: edges.recent.high, horizon: edges.horizon.unsure ?? edges.horizon.high }
    return page({
      bounds,
      cursor: {
        version: 1,
        phase: 'read',
        historyId: cursor.historyId,
        polledAt: call.now.epochMilliseconds,
        snapshot: true,
      },
      progress: { phase: 'reading' },
    })
  }

  async function read(call: Call, cursor: CursorOf<'read'>): Promise<Page<MailFact>> {
    const changes: CursorOf<'changes'> = {
      version: 1,
      phase: 'changes',
      historyId: cursor.historyId,
      snapshot: cursor.snapshot,
    }
    // A long snapshot can outlive its pinned history id, so changes are fetched in between.
    const stale = call.now.epochMilliseconds - cursor.polledAt > call.syncIntervalMinutes * 60_000
    const due = stale ? [] : await call.listing.due(readAtOnce)
    const waiting = stale || due.length > 0 ? null : await call.listing.nextTryAt()
    if (waiting) return { ...nothing, cursor, more: true, fault: asPassing(waiting) }
    if (due.length === 0) return { ...nothing, cursor: changes, more: true }

    return readThese(call, { due, cursor, changes, least: true, ...(await gmail()) })
  }

  /** The changes of a page, and what they brought. */
  async function readAlong(
    call: Call,
    changed: ReturnType<typeof readHistory>,
    due: readonly DueMessage[],
    reading: CursorOf<'read'>,
  ) {
    const changes: CursorOf<'changes'> = { version: 1, phase: 'changes', historyId: reading.historyId, snapshot: false }
    const page = await readThese(call, { due, cursor: reading, changes, least: false, ...(await gmail()) })
    // How it was read is newer than how it came.
    const known = new Set(page.listing.map(({ id }) => id))
    const listing = [...changed.listing.filter(({ id }) => !known.has(id)), ...page.listing]
    return { ...page, listing, skipped: [...changed.skipped, ...page.skipped], ahead: true }
  }

  async function readChanges(call: Call, cursor: CursorOf<'changes'>): Promise<Page<MailFact>> {
    await call.budget.take(costs['history.list'], costs['history.list'])
    const reply = await ask(call, 'history.list', historySchema, async (options) =>
      (await api()).users.history.list(
        {
          userId: me,
          startHistoryId: cursor.historyId,
          maxResults: pageSize,
          fields: historyFields,
          historyTypes: ['messageAdded', 'messageDeleted', 'labelAdded', 'labelRemoved'],
          ...(cursor.pageToken ? { pageToken: cursor.pageToken } : {}),
        },
        options,
      ),
    ).catch((error: unknown) => {
      // Too old a history id is answered with 404 (Gmail API, users.history.list); one that is malformed with 400.
      if (error instanceof ProviderError && (error.kind === 'missing' || error.reason === 'invalidArgument'))
        throw lostPosition(error.reason)
      throw error
    })
    const page = { ...nothing, ...readHistory(reply.history) }
    const pageToken = nextToken(reply, cursor)
    if (pageToken) return { ...page, cursor: { ...cursor, pageToken }, more: true }
    const next = reply.historyId ?? cursor.historyId
    const due = page.listing.length > 0 || call.listing.waiting
    const reading: CursorOf<'read'> = {
      version: 1,
      phase: 'read',
      historyId: next,
      polledAt: call.now.epochMilliseconds,
      snapshot: cursor.snapshot && due,
    }
    const isAlone = due && !cursor.snapshot && !call.listing.waiting && !call.attempts
    const fresh = isAlone ? freshOf(page.listing) : []
    if (isAlone && fresh.length < readAtOnce) return readAlong(call, page, fresh, reading)
    if (due) return { ...page, cursor: reading, more: true }
    return {
      ...page,
      cursor: { version: 1, phase: 'changes', historyId: next, snapshot: false },
      more: false,
      ...(cursor.snapshot ? { complete: { start: call.since, end: call.now } } : {}),
      progress: { phase: 'current', readBackTo: call.since },
    }
  }

  return {
    async next(call, cursor) {
      try {
        return await nextPage(call, cursor)
      } catch (error) {
        throw isFirstSlip(error, call) ? soonAgain(error, call) : error
      }
    },
  }

  async function nextPage(call: Call, cursor: Cursor | null): Promise<Page<MailFact>> {
    if (!cursor) return start(call)
    const parsed = cursorSchema.safeParse(cursor)
    if (!parsed.success) throw lostPosition('cursor')
    if (parsed.data.phase === 'list') return list(call, parsed.data)
    if (parsed.data.phase === 'date') return date(call, parsed.data)
    if (parsed.data.phase === 'read') return read(call, parsed.data)
    return readChanges(call, parsed.data)
  }
}

const nothing = { facts: [], gone: [] } as const

const listedSchema = z.object({ id: z.string(), threadId: z.string() })
const listSchema = z.object({
  messages: z.array(z.unknown()).default([]),
  nextPageToken: z.string().optional(),
})
