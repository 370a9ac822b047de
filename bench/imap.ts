/** A first reading of a mailbox in Dovecot, against imapflow's own fetch of the same header lines, without storing in either. */
import { Temporal } from 'temporal-polyfill'
import { toFactRow } from '../src/db/fact-rows.ts'
import { storeFacts } from '../src/db/facts.ts'
import { applyListing } from '../src/db/listings/listings.ts'
import { applyPlaces } from '../src/db/listings/places.ts'
import { createNet } from '../src/node/net/net.ts'
import { createWire } from '../src/node/net/wire.ts'
import { askedHeaders } from '../src/providers/imap/messages.ts'
import { createImap } from '../src/providers/imap/provider.ts'
import type { PlaceChange } from '../src/providers/listing.ts'
import type { Call, Cursor, Page } from '../src/providers/types.ts'
import { type Dovecot, startDovecot, withoutDovecot } from '../test/support/dovecot.ts'
import { openWithUser } from './database.ts'
import { atMost, type Bench, count, megabytes, type Result } from './result.ts'
import { createBare } from './storing.ts'

const user = 'sam'
const turns = 3
const folders = ['INBOX', 'Sent', 'Archive', 'Own']

const sizes = [10_000, 100_000]

export const benchImap: Bench = async ({ long }) => {
  const rows: Result[] = []
  for (const messages of withoutDovecot ? [] : sizes.slice(0, long ? 2 : 1))
    rows.push(...(await measure(messages)).map((row) => (messages > 10_000 ? { ...row, long: true as const } : row)))
  return rows
}

async function measure(messages: number): Promise<Result[]> {
  const server = await startDovecot({ users: { [user]: 'secret' }, maildir: true })
  try {
    fill(server, messages)
    const sampled = await createReader(server).round(true)
    // By turns, the best of each: the first time is also the server's and the compiler's.
    let [bare, whole]: [Spent, Spent] = [never, never]
    let reader = createReader(server)
    for (let turn = 0; turn < turns; turn++) {
      bare = least(bare, await fetchBare(server))
      reader = createReader(server)
      whole = least(whole, await reader.round())
    }
    const second = await reader.round()
    const rows = await reader.places()
    const stored = await readAndStore(server, messages)
    const rate = (ms: number) => count((messages / ms) * 1000)
    return [
      {
        name: `first reading of ${count(messages)} messages by IMAP, into facts`,
        measured: `${rate(whole.ms)} a second, ${rows.twice} fetched twice; ${perMessage(whole, messages)}`,
        baseline: `${rate(bare.ms)} a second by imapflow alone; ${perMessage(bare, messages)}`,
        ...atMost(whole.ms / bare.ms, 1.5),
      },
      {
        name: `the same of ${count(messages)} with storing, embedded`,
        measured: `${rate(stored.ms)} a second, with folders and listing`,
        baseline: `${rate(bare.ms + stored.bare)} a second by imapflow and a bare multi-row insert of the same facts`,
        ...atMost(stored.ms / (bare.ms + stored.bare), 2),
      },
      {
        name: `memory of reading ${count(messages)} messages by IMAP`,
        measured: `${megabytes(sampled.heap)} of heap at most, sampled after each page`,
        baseline: `${megabytes(sampled.early)} after the first page`,
        ...atMost(sampled.heap / sampled.early, 1.5),
      },
      {
        name: `a look at these ${count(messages)} without news`,
        measured: `${second.commands} commands, for ${folders.length} folders`,
        baseline: `${folders.length} folders`,
        ...atMost(second.commands / folders.length, 2),
      },
    ]
  } finally {
    await server.close()
  }
}

const perMessage = ({ cpu }: Spent, messages: number) => `${count((cpu / messages) * 1000)} µs of the processor each`

/** Each page is written as it is in the program, and its facts once more as they are. */
async function readAndStore(
  server: Dovecot,
  messages: number,
): Promise<{ readonly ms: number; readonly bare: number }> {
  const { db, close } = await openWithUser()
  const insertBarely = await createBare(db)
  const origin = { userId: 'u', connectionId: 'c', generation: 1, own: 'sam@here.example' }
  let [ms, bare, kept] = [0, 0, 0]
  const { ms: reading } = await createReader(server).round(false, async ({ facts, listing = [], places = [] }) => {
    const clock = startClock()
    await storeFacts(db, origin, facts)
    await applyListing(db, 'c', 1, listing)
    await applyPlaces(db, 'c', places)
    ms += clock().ms
    kept += facts.length
    if (facts.length) bare += await insertBarely(facts.map((fact) => toFactRow(origin, fact)))
  })
  await close()
  if (kept !== messages) throw new Error(`${kept} of ${messages} messages were stored`)
  return { ms: ms + reading, bare }
}

/** A quarter of them in each folder, over the months before today. */
function fill(server: Dovecot, messages: number): void {
  const end = Date.now()
  for (const [index, folder] of folders.entries()) server.fill(user, folder, written(folder, index))

  function* written(folder: string, index: number) {
    for (let at = index; at < messages; at += folders.length) {
      const other = `Given${at % 300} Family <person${at % 300}@house${at % 70}.example>`
      const [from, to] = folder === 'Sent' ? ['Sam Hartley <sam@here.example>', other] : [other, 'sam@here.example']
      const answers =
        at > 400
          ? `In-Reply-To: <${at - 400}@x.example>\nReferences: <${at % 400}@x.example> <${at - 400}@x.example>\n`
          : ''
      const raw = `Return-Path: <a@b.example>\nReceived: from somewhere\nFrom: ${from}\nTo: ${to}\nSubject: Matter ${at % 900}\nMessage-ID: <${at}@x.example>\n${answers}\nText.\n`
      yield { raw, at: new Date(end - (messages - at) * (3.6e12 / 24 / messages)) }
    }
  }
}

/** By imapflow's own fetch, one command a folder. @returns milliseconds */
async function fetchBare(server: Dovecot): Promise<Spent> {
  const headers = askedHeaders({ subjects: true, gmail: false })
  const box = await server.client(user)
  const clock = startClock()
  for (const folder of folders) {
    await box.mailboxOpen(folder, { readOnly: true })
    for await (const _ of box.fetch('1:*', { uid: true, flags: true, internalDate: true, headers }, { uid: true }));
    await box.mailboxClose()
  }
  return clock()
}

interface Spent {
  readonly ms: number
  /** Of this process alone: what others do on the machine is not counted, nor what the server does. */
  readonly cpu: number
}

const never: Spent = { ms: Number.POSITIVE_INFINITY, cpu: Number.POSITIVE_INFINITY }
const least = (a: Spent, b: Spent): Spent => ({ ms: Math.min(a.ms, b.ms), cpu: Math.min(a.cpu, b.cpu) })

function startClock(): () => Spent {
  const [started, before] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user: own, system } = process.cpuUsage(before)
    return { ms: performance.now() - started, cpu: (own + system) / 1000 }
  }
}

/** The source alone, with what it knows in memory. */
function createReader(server: Dovecot) {
  const source = createImap(createNet({ local: true }), createWire({ ca: server.cert })).source('mail')
  const login = { host: '127.0.0.1', port: server.tlsPort, tls: 'implicit', user, password: 'secret' }
  const known = new Map<number, Set<number>>()
  let [cursor, commands, twice]: [Cursor | null, number, number] = [null, 0, 0]

  function take(change: PlaceChange): void {
    if (change.kind !== 'at') return
    const numbers = known.get(change.folder) ?? new Set()
    if (numbers.has(change.number)) twice++
    known.set(change.folder, numbers.add(change.number))
  }

  const now = Temporal.Now.instant()
  const call: Call = {
    fetch: () => Promise.reject(new Error('nothing is asked by HTTP')),
    token: async () => JSON.stringify(login),
    budget: { take: async (_, most) => most },
    count: () => {
      commands++
    },
    listing: {
      waiting: false,
      due: async () => [],
      at: async () => null,
      nextTryAt: async () => null,
      size: async () => 0,
      known: async () => [],
      numbers: async (folder, { after, limit }) =>
        [...(known.get(folder) ?? [])]
          .filter((one) => one > after)
          .toSorted((a, b) => a - b)
          .slice(0, limit),
      countNumbers: async (folder) => known.get(folder)?.size ?? 0,
    },
    now,
    since: now.subtract({ hours: 24 * 365 * 5 }),
    subjects: true,
    syncIntervalMinutes: 30,
    address: 'sam@here.example',
  }
  const heapNow = () => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }

  return {
    places: async () => ({ twice }),
    /** Pages until it is current. */
    async round(sampled = false, write?: (page: Page) => Promise<void>) {
      const before = commands
      let [ms, cpu, heap, early, read] = [0, 0, 0, 0, 0]
      for (;;) {
        const clock = startClock()
        const page: Page = await source.next(call, cursor)
        const spent = clock()
        ms += spent.ms
        cpu += spent.cpu
        for (const change of page.places ?? []) take(change)
        await write?.(page)
        read += page.facts.length
        cursor = JSON.parse(JSON.stringify(page.cursor)) as Cursor
        if (sampled && page.facts.length > 0) {
          heap = Math.max(heap, heapNow())
          early ||= heap
        }
        if (page.fault) throw page.fault
        if (!page.more) return { ms, cpu, heap, early: early || 1, read, commands: commands - before }
      }
    },
  }
}
