/** A small, strict Outlook in this process, and a stream that reads it into a database: for faults in places no server can aim at. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import type { Database } from '../../../src/db/database.ts'
import { listedAmong } from '../../../src/db/listings/listed.ts'
import { connections, facts, listings, streams, users } from '../../../src/db/schema.ts'
import { ProviderError } from '../../../src/errors.ts'
import { createProviders } from '../../../src/providers/index.ts'
import { createGraphMailSource } from '../../../src/providers/microsoft/mail.ts'
import type { Call, Page, Source } from '../../../src/providers/types.ts'
import { randomToken } from '../../../src/seal.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { writePage } from '../../../src/sync/write.ts'

export const owner = 'anna@work.example'
export const now = Temporal.Instant.from('2026-03-07T12:00:00Z')
export const since = now.subtract({ hours: 24 * 1000 })

interface Folder {
  readonly id: string
  readonly parent?: string
  readonly hidden?: boolean
}

interface Item {
  readonly id: string
  folder: string
  readonly from: string
  readonly to: string
  readonly at: Temporal.Instant
  readonly draft: boolean
}

export type Mailbox = ReturnType<typeof createMailbox>

const wellKnown = ['inbox', 'sentitems', 'archive', 'junkemail', 'deleteditems', 'drafts', 'outbox']
const followedAtFirst = ['inbox', 'sentitems', 'archive', 'own', 'within']

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const refuse = (status: number, code: string, headers = {}) =>
  json({ error: { code, message: 'No.' } }, status, headers)

/** Pages are as short as `page` messages, whatever is asked for, and every other one of changes comes empty first. */
export function createMailbox({ page = 3 } = {}) {
  /** How often a folder of this name was removed: one that is made again is another, with an id of its own, as Graph has it. */
  const removed = new Map<string, number>()
  const idOf = (key: string) => `AAMk-${key}${removed.get(key) ?? ''}=`
  const folders = new Map<string, Folder>(
    [...wellKnown, 'own', 'old'].map((key): [string, Folder] => [idOf(key), { id: idOf(key) }]),
  )
  folders.set(idOf('within'), { id: idOf('within'), parent: idOf('own') })
  folders.set(idOf('trashed'), { id: idOf('trashed'), parent: idOf('deleteditems') })
  folders.set(idOf('secret'), { id: idOf('secret'), hidden: true })
  folders.delete(idOf('old'))
  const items = new Map<string, Item>()
  const changes: { folder: string; id: string }[] = []
  const walks = new Map<string, { folder: string; ids: string[]; version: number; empty: boolean }>()
  const expired = new Set<string>()
  const answers: (() => Response | Promise<never>)[] = []
  const log: string[] = []
  const broken = new Set<{ fits: (line: string) => boolean; answer: () => Response }>()
  const inPart = new Set<string>()
  let inFlight = 0
  let made = 0

  const note = (folder: string, id: string) => changes.push({ folder, id })
  const shown = (item: Item) => ({
    id: item.id,
    conversationId: `T${item.id}`,
    internetMessageId: `<${item.id}@x.example>`,
    receivedDateTime: item.at.toString(),
    sentDateTime: item.at.toString(),
    from: { emailAddress: { address: item.from, name: 'Somebody' } },
    sender: { emailAddress: { address: item.from, name: 'Somebody' } },
    toRecipients: [{ emailAddress: { address: item.to } }],
    ccRecipients: [],
    isDraft: item.draft,
    webLink: `https://outlook.office365.com/owa/?ItemID=${item.id}`,
    subject: `Subject of ${item.id}`,
  })

  function serve(url: URL, request: Request): Response {
    const path = url.pathname.replace(/^\/v1\.0/, '')
    if (request.headers.get('authorization') !== 'Bearer good') return refuse(401, 'InvalidAuthenticationToken')
    if (!request.headers.get('prefer')?.includes('IdType="ImmutableId"')) return refuse(400, 'NotImmutable')
    if (path === '/me') return json({ mail: owner.toUpperCase(), userPrincipalName: owner })
    const [, listing] = /^\/me\/mailFolders(?:\/([^/]+)\/childFolders)?$/.exec(path) ?? []
    if (path === '/me/mailFolders' || listing)
      return listFolders(url, listing ? decodeURIComponent(listing) : undefined)
    const [, name] = /^\/me\/mailFolders\/([^/]+)$/.exec(path) ?? []
    if (name) return folders.has(idOf(name)) ? json({ id: idOf(name) }) : refuse(404, 'ErrorItemNotFound')
    const [, message] = /^\/me\/messages\/([^/]+)$/.exec(path) ?? []
    if (message) {
      const item = items.get(decodeURIComponent(message))
      return item ? json({ ...shown(item), parentFolderId: item.folder }) : refuse(404, 'ErrorItemNotFound')
    }
    const [, folder] = /^\/me\/mailFolders\/([^/]+)\/messages\/delta$/.exec(path) ?? []
    return folder ? delta(url, request, decodeURIComponent(folder)) : refuse(400, 'BadRequest')
  }

  function listFolders(url: URL, parent: string | undefined): Response {
    if (parent && !folders.has(parent)) return refuse(404, 'ErrorItemNotFound')
    const all = [...folders.values()].filter((folder) => folder.parent === parent && !folder.hidden)
    const start = Number(url.searchParams.get('$skip') ?? 0)
    const next = new URL(url)
    next.searchParams.set('$skip', String(start + 4))
    return json({
      value: all.slice(start, start + 4).map(({ id }) => ({
        id,
        childFolderCount: [...folders.values()].filter((folder) => folder.parent === id).length,
        totalItemCount: [...items.values()].filter((item) => item.folder === id).length,
        isHidden: false,
      })),
      ...(start + 4 < all.length ? { '@odata.nextLink': next.href } : {}),
    })
  }

  function delta(url: URL, request: Request, folder: string): Response {
    if (!folders.has(folder)) return refuse(404, 'ErrorItemNotFound')
    if (!/odata\.maxpagesize=\d+/.test(request.headers.get('prefer') ?? '')) return refuse(400, 'TooManyPages')
    const skip = url.searchParams.get('$skiptoken')
    const since = url.searchParams.get('$deltatoken')
    const token = skip ?? since
    if (token && expired.has(token))
      return refuse(410, 'SyncStateNotFound', { location: `${url.origin}${url.pathname}` })
    if (!token && (!url.searchParams.get('$select') || url.searchParams.has('$filter') || url.searchParams.has('$top')))
      return refuse(400, 'BadRequest')
    const walk =
      (skip ? walks.get(skip) : undefined) ?? begin(folder, since === null ? null : Number(since.split('|')[1]))
    const now = walk.empty ? [] : walk.ids.slice(0, page)
    const rest = walk.empty ? walk.ids : walk.ids.slice(page)
    const value = now.map((id) => {
      const item = items.get(id)
      if (item?.folder === folder && inPart.has(id)) return { id, isRead: true, parentFolderId: folder }
      if (item?.folder === folder) return shown(item)
      return { '@odata.type': '#microsoft.graph.message', id, '@removed': { reason: 'deleted' } }
    })
    const here = `${url.origin}/v1.0/me/mailFolders/${encodeURIComponent(folder)}/messages/delta`
    if (rest.length === 0)
      return json({ value, '@odata.deltaLink': `${here}?$deltatoken=${folder}|${walk.version}|${made++}` })
    const next = `${folder}|walk|${made++}`
    walks.set(next, { ...walk, ids: rest, empty: !walk.empty && since !== null })
    return json({ value, '@odata.nextLink': `${here}?$skiptoken=${next}` })
  }

  /** From nothing: what is there. From a version: whatever happened since, in the folder, also to what came and went. */
  function begin(folder: string, version: number | null) {
    const ids =
      version === null
        ? [...items.values()]
            .filter((item) => item.folder === folder)
            .sort((a, b) => Temporal.Instant.compare(b.at, a.at))
            .map(({ id }) => id)
        : [...new Set(changes.slice(version).flatMap((change) => (change.folder === folder ? [change.id] : [])))]
    return { folder, ids, version: changes.length, empty: version !== null && ids.length > 1 }
  }

  const mailbox = {
    log,
    /** Answers of the next requests, whatever they ask for. */
    answers,
    items,
    mostInFlight: 0,
    async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init)
      const url = new URL(request.url)
      log.push(decodeURIComponent(`${url.pathname}${url.search}`))
      mailbox.mostInFlight = Math.max(mailbox.mostInFlight, ++inFlight)
      try {
        await new Promise((resolve) => setImmediate(resolve))
        const answer = answers.shift()
        const lasting = [...broken].find(({ fits }) => fits(log.at(-1) ?? ''))
        return answer ? await answer() : (lasting?.answer() ?? serve(url, request))
      } finally {
        inFlight--
      }
    },
    /** Whatever is asked like this is answered so, until it is ended. @returns ends it */
    breaks(fits: (line: string) => boolean, answer: () => Response): () => void {
      const one = { fits, answer }
      broken.add(one)
      return () => broken.delete(one)
    },
    /** Told of again, by id, `isRead` and folder alone. */
    tellInPart(id: string) {
      inPart.add(id)
      mailbox.touch(id)
    },
    deliver(folder: string, { from = 'mira@x.example', to = owner, days = 1, draft = false } = {}): string {
      // Neighbours differ in the case of one letter only.
      const id = `AAkA-${made >> 1}${made++ % 2 ? 'q' : 'Q'}=`
      items.set(id, {
        id,
        folder: idOf(folder),
        from,
        to,
        at: now.subtract({ hours: 24 * days, seconds: made }),
        draft,
      })
      note(idOf(folder), id)
      return id
    },
    move(id: string, folder: string) {
      const item = items.get(id)
      if (!item || item.folder === idOf(folder) || !folders.has(idOf(folder))) return
      note(item.folder, id)
      item.folder = idOf(folder)
      note(item.folder, id)
    },
    /** Read, flagged or sorted: told again, and nothing in it is new. */
    touch(id: string) {
      const item = items.get(id)
      if (item) note(item.folder, id)
    },
    remove(id: string) {
      const item = items.get(id)
      if (!item) return
      note(item.folder, id)
      items.delete(id)
    },
    addFolder(key: string, parent?: string) {
      folders.set(idOf(key), { id: idOf(key), ...(parent ? { parent: idOf(parent) } : {}) })
    },
    /** With everything in it. */
    removeFolder(key: string) {
      folders.delete(idOf(key))
      for (const item of items.values()) if (item.folder === idOf(key)) items.delete(item.id)
      removed.set(key, (removed.get(key) ?? 0) + 1)
    },
    /** The changes of this folder since any token given out so far can no longer be told. */
    expire(key: string) {
      for (let at = 0; at < made; at++) {
        for (let version = 0; version <= changes.length; version++) expired.add(`${idOf(key)}|${version}|${at}`)
        expired.add(`${idOf(key)}|walk|${at}`)
      }
    },
    /** What a reading must come to. */
    truth(keys: readonly string[] = [...followedAtFirst, 'new']): string[] {
      const read = new Set(keys.map(idOf).filter((id) => folders.has(id)))
      const old = (item: Item) => Temporal.Instant.compare(item.at, since) < 0
      // In the inbox nobody is believed who writes under the owner's address.
      const isUnproven = (item: Item) => item.from === owner && item.folder === idOf('inbox')
      return [...items.values()]
        .filter((item) => read.has(item.folder) && !item.draft && !old(item) && !isUnproven(item))
        .map(describe)
        .sort()
    },
  }
  return mailbox
}

const describe = ({ id, from, at }: Item) => `${id} ${from} ${at} ${from === owner ? 'sent' : ''}`

export interface Reading {
  /** One page; null where nothing is left for now. A fault that loses the position forgets it, as the tasks do. */
  step(): Promise<Page | ProviderError>
  /** Steps until nothing is left, over as many faults as there are. */
  settle(): Promise<void>
  stored(): Promise<string[]>
  row(): Promise<typeof streams.$inferSelect>
  listed(): Promise<string[]>
  readonly source: Source
  call(): Call
  readonly counts: Map<string, number>
  readonly tokens: boolean[]
  subjects: boolean
  now: Temporal.Instant
  careful: boolean
}

/** A stream of the owner's mail in this database. */
export async function startReading(db: Database, mailbox: Mailbox, name = randomToken()): Promise<Reading> {
  const id = name
  await db
    .insert(users)
    .values({ id, email: owner, name: 'Anna', timeZone: 'UTC', settings: defaultSettings, createdAt: now })
  const account = {
    id,
    userId: id,
    provider: 'microsoft' as const,
    issuer: 'https://login.example',
    subject: id,
    email: owner,
  }
  await db.insert(connections).values({ ...account, scopes: [], state: 'active', createdAt: now })
  await db.insert(streams).values({ connectionId: id, kind: 'mail', phase: 'queued' })
  const [connection] = await db.select().from(connections).where(eq(connections.id, id))
  const google = createProviders(readConfig({ GOOGLE_CLIENT_ID: 'a', GOOGLE_CLIENT_SECRET: 'b' })).get('google')
  if (!connection || !google) throw new Error('no connection')
  const source = createGraphMailSource({ origin: undefined })
  const provider = { ...google, name: 'microsoft' as const, source: () => source }
  const counts = new Map<string, number>()
  const tokens: boolean[] = []

  const call = (): Call => ({
    fetch: mailbox.fetch,
    token: async (refresh = false) => {
      tokens.push(refresh)
      return 'good'
    },
    budget: { take: async (_, most) => most },
    count: (method) => counts.set(method, (counts.get(method) ?? 0) + 1),
    listing: {
      due: async () => [],
      numbers: async () => [],
      countNumbers: async () => 0,
      nextTryAt: async () => null,
      waiting: false,
      at: async () => null,
      size: async () => 0,
      known: async (ids) => listedAmong(db, id, { generation: (await row()).generation, ids }),
    },
    now: reading.now,
    since,
    subjects: reading.subjects,
    careful: reading.careful,
    syncIntervalMinutes: 30,
  })
  const row = async () => {
    const rows = await db.select().from(streams).where(eq(streams.connectionId, id))
    if (!rows[0]) throw new Error('no stream')
    return rows[0]
  }
  const reading: Reading = {
    source,
    call,
    counts,
    tokens,
    subjects: true,
    now,
    careful: false,
    row,
    async step() {
      const stream = await row()
      try {
        const page = await source.next(call(), stream.cursor)
        const pull = { connection, stream, provider, waiting: false, subjects: reading.subjects, calls: counts }
        await db.transaction((tx) => writePage(tx, pull, page, reading.now))
        return page
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        if (error.kind === 'cursor-expired')
          await db.update(streams).set({ cursor: null }).where(eq(streams.connectionId, id))
        return error
      }
    },
    async settle() {
      for (let steps = 0; steps < 2000; steps++) {
        const result = await reading.step()
        if (!(result instanceof ProviderError) && !result.more) return
      }
      throw new Error('the reading does not come to rest')
    },
    async stored() {
      const rows = await db.select().from(facts).where(eq(facts.connectionId, id))
      return rows
        .map((fact) => `${fact.externalId} ${fact.mail?.from?.[0]} ${fact.at} ${fact.outgoing ? 'sent' : ''}`)
        .sort()
    },
    async listed() {
      const rows = await db.select().from(listings).where(eq(listings.connectionId, id))
      expect(rows.every(({ read }) => read)).toBe(true)
      return rows.map(({ externalId }) => externalId).sort()
    },
  }
  return reading
}
