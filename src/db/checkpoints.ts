/**
 * Keeps how far a derivation has come. A trigger of the table of facts (drizzle/0003) makes the row stale and empties it as
 * soon as anything that it counts comes, goes or changes.
 */
import { and, eq, gt, lte, ne, notLike, sql } from 'drizzle-orm'
import { breathe } from '../breathe.ts'
import type { Instant } from '../facts.ts'
import { keptElsewhere, type Pieces, piecesIn, UnreadableCheckpoint } from '../people/derive/checkpoint.ts'
import { lockUser } from './accounts/users.ts'
import type { Database } from './database.ts'
import { checkpoints, facts } from './schema.ts'

type CheckpointRow = typeof checkpoints.$inferSelect

/** One that holds. `basis` is as short as a digest. */
export interface StoredCheckpoint extends Pieces {
  readonly until: Instant
  readonly basis: string
}

/** The user's checkpoint, as long as it holds. */
export async function findCheckpoint(db: Database, userId: string): Promise<StoredCheckpoint | undefined> {
  return unpack(await findRow(db, userId))
}

/** What holds now, without reading all of it. */
export async function findCheckpointHead(
  db: Database,
  userId: string,
): Promise<Pick<StoredCheckpoint, 'until' | 'basis'> | undefined> {
  return (
    await db.select({ until: checkpoints.until, basis: checkpoints.basis }).from(checkpoints).where(holding(userId))
  )[0]
}

async function findRow(db: Database, userId: string): Promise<CheckpointRow | undefined> {
  return (await db.select().from(checkpoints).where(holding(userId)))[0]
}

/** One that is being filled in goes by its ticket. */
const holding = (userId: string) =>
  and(
    eq(checkpoints.userId, userId),
    eq(checkpoints.stale, false),
    ne(checkpoints.state, ''),
    notLike(checkpoints.basis, `${opening}%`),
  )

const opening = 'open '

/** One that cannot be read rests on nothing, so that it is dropped like one that rests on something else. */
async function unpack(row: CheckpointRow | undefined): Promise<StoredCheckpoint | undefined> {
  if (!row) return undefined
  const { until, basis, state } = row
  try {
    return { until, basis, ...(await piecesIn(state.split(between), inflate)) }
  } catch {
    return { until, basis: '', ...keptElsewhere }
  }
}

export interface OpenCheckpoint {
  /** Under it, and only once, the checkpoint is filled in. */
  readonly ticket: string
  /** What held until now. */
  readonly before: StoredCheckpoint | undefined
}

/**
 * Begins a checkpoint in place of the one before: from now on everything that changes facts of `until` or earlier spoils it.
 * Waits for those who have written facts and not committed: a lock on the user's row is in their way, the same that the
 * trigger takes.
 */
export async function openCheckpoint(
  db: Database,
  { userId, until, now }: { readonly userId: string; readonly until: Instant; readonly now: Instant },
): Promise<OpenCheckpoint | undefined> {
  const begun = await db.transaction(async (tx) => {
    if (!(await lockUser(tx, userId))) return undefined
    const before = await findRow(tx, userId)
    const ticket = `${opening}${crypto.randomUUID()}`
    const row = { until, basis: ticket, state: '', stale: false, madeAt: now }
    await tx
      .insert(checkpoints)
      .values({ userId, ...row })
      .onConflictDoUpdate({ target: checkpoints.userId, set: row })
    return { ticket, before }
  })
  return begun && { ticket: begun.ticket, before: await unpack(begun.before) }
}

/**
 * Fills in what was begun, while its pieces are made: of each its lines, one below the other, gzipped and in base64, so that each
 * is unpacked by itself. They go in bit by bit, and what comes out is written as soon as there is much of it: all of them as text,
 * as bytes, as packed ones and as what the driver makes of these would stand beside each other. Where it was spoilt meanwhile
 * nothing is written.
 */
export async function fillCheckpoint(
  db: Database,
  { userId, ticket }: { readonly userId: string; readonly ticket: string },
  pieces: Iterable<Iterable<string>>,
): Promise<void> {
  const out = gathering(async (text) => {
    await db
      .update(checkpoints)
      .set({ state: sql`${checkpoints.state} || ${text}` })
      .where(underTicket(userId, ticket))
  })
  let isFirst = true
  for (const lines of pieces) {
    if (!isFirst) await out.add(between)
    isFirst = false
    await pack(lines, out.add)
  }
  await out.end()
}

/** No letter of base64. */
const between = '.'

/** Writes what is added once it is much. */
function gathering(write: (text: string) => Promise<void>) {
  let some: string[] = []
  let length = 0
  const end = async () => {
    await write(some.join(''))
    some = []
    length = 0
  }
  return {
    end,
    async add(text: string) {
      some.push(text)
      length += text.length
      if (length > written) await end()
    },
  }
}

async function pack(lines: Iterable<string>, add: (text: string) => Promise<void>): Promise<void> {
  const packing = new CompressionStream('gzip')
  const reader = packing.readable.getReader()
  const writer = packing.writable.getWriter()
  try {
    await Promise.all([writeTo(writer, lines), asBase64(reader, add)])
  } catch (error) {
    // Where one end fails, the other would wait for it for ever.
    await Promise.allSettled([reader.cancel(error), writer.abort(error)])
    throw error
  }
}

/** From now on it holds. Returns false where it was spoilt meanwhile, or somebody else began one. */
export async function saveCheckpoint(db: Database, userId: string, ticket: string, basis: string): Promise<boolean> {
  const saved = await db
    .update(checkpoints)
    .set({ basis })
    .where(underTicket(userId, ticket))
    .returning({ userId: checkpoints.userId })
  return saved.length > 0
}

const underTicket = (userId: string, ticket: string) =>
  and(eq(checkpoints.userId, userId), eq(checkpoints.basis, ticket), eq(checkpoints.stale, false))

/** It holds text that came from mail, and goes with it. */
export async function dropCheckpoint(db: Database, userId: string): Promise<void> {
  await db.delete(checkpoints).where(eq(checkpoints.userId, userId))
}

/** Whether at least `count` facts lie after `from` up to `until`. Served by the index on (user_id, at). */
export async function isFarBehind(
  db: Database,
  userId: string,
  { from, until, count }: { readonly from: Instant; readonly until: Instant; readonly count: number },
): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(facts)
    .where(and(eq(facts.userId, userId), gt(facts.at, from), lte(facts.at, until)))
    .offset(count - 1)
    .limit(1)
  return rows.length > 0
}

async function writeTo(writer: WritableStreamDefaultWriter<BufferSource>, lines: Iterable<string>): Promise<void> {
  const encoder = new TextEncoder()
  for (const some of pieces(lines)) {
    await writer.write(encoder.encode(some))
    await breathe()
  }
  await writer.close()
}

function* pieces(lines: Iterable<string>): Generator<string> {
  let rest = ''
  let isFirst = true
  for (const line of lines) {
    rest += isFirst ? line : `\n${line}`
    isFirst = false
    while (rest.length > piece) {
      // A letter of two halves is not cut between them.
      const end = piece + Number(/[\ud800-\udbff]/.test(rest.charAt(piece - 1)))
      yield rest.slice(0, end)
      rest = rest.slice(end)
    }
  }
  yield rest
}

async function asBase64(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  add: (text: string) => Promise<void>,
): Promise<void> {
  let rest = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
    const bytes = new Uint8Array(rest.length + (value?.length ?? 0))
    bytes.set(rest)
    if (value) bytes.set(value, rest.length)
    // Groups of three bytes, but for the last.
    const whole = done ? bytes.length : bytes.length - (bytes.length % 3)
    // In pieces: a call takes only so many arguments.
    for (let at = 0; at < whole; at += piece)
      await add(btoa(String.fromCharCode(...bytes.subarray(at, Math.min(at + piece, whole)))))
    if (done) return
    rest = bytes.slice(whole)
    await breathe()
  }
}

/** @throws UnreadableCheckpoint */
async function inflate(packed: string): Promise<string> {
  const unpacking = new DecompressionStream('gzip')
  try {
    const [bytes] = await Promise.all([bytesOf(unpacking.readable), pour(unpacking.writable, packed)])
    if (bytes.length > 0) return new TextDecoder().decode(bytes)
  } catch (cause) {
    throw new UnreadableCheckpoint('a piece of it cannot be unpacked', { cause })
  }
  throw new UnreadableCheckpoint('a piece of it is missing')
}

async function pour(writable: WritableStream<BufferSource>, packed: string): Promise<void> {
  const writer = writable.getWriter()
  for (let at = 0; at < packed.length; at += packedPiece) {
    await writer.write(fromBase64(packed.slice(at, at + packedPiece)))
    await breathe()
  }
  await writer.close()
}

const bytesOf = async (stream: ReadableStream): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer())

/** Of whole groups; faster than by way of a text with a letter for each byte, which `atob` makes. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text)
  let to = 0
  for (let at = 0; at < bytes.length; at += 4) {
    const four = (six(bytes, at) << 18) | (six(bytes, at + 1) << 12) | (six(bytes, at + 2) << 6) | six(bytes, at + 3)
    bytes[to++] = four >> 16
    bytes[to++] = four >> 8
    bytes[to++] = four
  }
  return bytes.subarray(0, to - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0))
}

const six = (bytes: Uint8Array, at: number): number => values[bytes[at] ?? 0] ?? 0

const values = new Uint8Array(128)
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  values[letter.charCodeAt(0)] = value

/** Whole groups of three bytes, which base64 writes as four characters. */
const piece = 12_288
/** So much is written at once: what stands there already is written again each time. */
const written = 1_500_000
/** Whole groups of four: a millisecond's work. */
const packedPiece = 131_072
