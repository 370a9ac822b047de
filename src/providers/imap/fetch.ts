/** The two commands by which a folder is read: which numbers there are, and the header lines of some of them. */
import { Temporal } from 'temporal-polyfill'
import { ProviderError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { tracedBytes, tracedHeader } from './gate.ts'
import { readFetchLine } from './line.ts'
import type { Raw } from './messages.ts'
import type { Session } from './session.ts'

/** The server cuts the header lines of one message there: as much as is read of a list of people. */
const mostHeaderBytes = 500 * 1024

/** A piece of imapflow's parsed answer. */
interface Part {
  readonly value?: string | Uint8Array
  readonly section?: unknown
}
interface Untagged {
  readonly attributes?: readonly (Part | readonly Part[] | null)[]
}
/** imapflow's way to any command: its own fetch() knows no limit for header lines. And where each line of an answer comes by. */
interface Commands {
  handleResponse?: (line: Line) => Promise<boolean>
  exec(
    command: string,
    attributes: readonly unknown[],
    options: { readonly untagged: Readonly<Record<string, (answer: Untagged) => Promise<void>>> },
  ): Promise<{ next(): void }>
}

/** A whole answer, what is announced as a literal taken out of it. */
interface Line {
  readonly payload: Buffer
  readonly literals: readonly Uint8Array[]
}

/**
 * Fetches header lines, one message after the other as they come.
 * @param numbers in ascending order
 * @param take its return is awaited before the next message is read from the connection
 */
export async function fetchHeaders(
  { client, isGmail }: Session,
  { numbers, headers }: { readonly numbers: readonly number[]; readonly headers: readonly string[] },
  take: (raw: Raw) => Promise<void>,
): Promise<void> {
  const atom = (value: string) => ({ type: 'ATOM', value })
  const items = ['UID', 'FLAGS', 'INTERNALDATE', ...(isGmail ? ['X-GM-THRID', 'X-GM-LABELS'] : [])]
  const fields = (names: readonly string[], bytes: number) => ({
    type: 'ATOM',
    value: 'BODY.PEEK',
    section: [atom('HEADER.FIELDS'), names.map((name) => atom(name.toUpperCase()))],
    partial: [0, bytes],
  })
  const bodies = [fields(headers, mostHeaderBytes), fields([tracedHeader], tracedBytes)]
  const wanted = new Set(numbers)
  const attributes = [{ type: 'SEQUENCE', value: toRanges(numbers) }, [...items.map(atom), ...bodies]]
  const commands = client as unknown as Commands
  // Servers tell of other messages too, as their flags change.
  const pass = async (raw: Raw | null) => {
    if (raw && wanted.delete(raw.uid)) await take(raw)
  }
  const undo = readingLines(commands, pass)
  try {
    const answer = await commands.exec('UID FETCH', attributes, {
      untagged: { FETCH: async (untagged) => pass(toRaw(untagged)) },
    })
    answer.next()
  } finally {
    undo()
  }
}

/** Has the answers of the usual form read here, before imapflow would; the others go to it. @returns what ends that */
function readingLines(commands: Commands, pass: (raw: Raw) => Promise<void>): () => void {
  const usual = commands.handleResponse
  if (typeof usual !== 'function') return () => {}
  commands.handleResponse = async (line) => {
    const read = readFetchLine(line.payload.toString('latin1'), line.literals)
    if (!read) return usual.call(commands, line)
    const { accepted, ...rest } = read
    await pass({ ...rest, at: momentOf(accepted) })
    return true
  }
  return () => {
    delete commands.handleResponse
  }
}

function toRaw({ attributes = [] }: Untagged): Raw | null {
  const list = attributes[1]
  if (!Array.isArray(list)) return null
  const parts = list as readonly (Part | readonly Part[] | null)[]
  const values = new Map<string, Part | readonly Part[] | null | undefined>()
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const name = textOf(parts[at]).toUpperCase()
    if (name) values.set(name === 'BODY' && isTraced(parts[at]) ? tracedHeader : name, parts[at + 1])
  }
  const uid = Number(textOf(values.get('UID')))
  const header = values.get('BODY')
  if (!Number.isInteger(uid) || uid < 1 || header === undefined) return null
  const thread = textOf(values.get('X-GM-THRID'))
  const labels = values.get('X-GM-LABELS')
  return {
    uid,
    at: momentOf(textOf(values.get('INTERNALDATE'))),
    flags: textsOf(values.get('FLAGS')),
    header: bytesOf(header),
    received: textOf(values.get(tracedHeader)).trim() !== '',
    ...(thread ? { thread } : {}),
    ...(labels === undefined ? {} : { labels: textsOf(labels) }),
  }
}

/** Whether it is the answer to the one field of which nothing is asked but whether it is there. */
function isTraced(name: Value): boolean {
  const section = name && !isList(name) ? name.section : undefined
  const names: unknown = Array.isArray(section) ? section[1] : undefined
  return Array.isArray(names) && names.length === 1 && textOf(names[0] as Value).toUpperCase() === 'RECEIVED'
}

type Value = Part | readonly Part[] | null | undefined
const isList = (value: Value): value is readonly Part[] => Array.isArray(value)

function textOf(value: Value): string {
  if (!value || isList(value) || value.value === undefined) return ''
  return typeof value.value === 'string' ? value.value : new TextDecoder().decode(value.value)
}
const textsOf = (value: Value): string[] => (isList(value) ? value.map(textOf).filter(Boolean) : [])

function bytesOf(value: Value): Uint8Array {
  if (!value || isList(value) || value.value === undefined) return new Uint8Array()
  return typeof value.value === 'string' ? new TextEncoder().encode(value.value) : value.value
}

/** "17-Jul-1996 02:44:25 -0700" (RFC 9051, date-time). */
function momentOf(text: string): Instant | null {
  const at = Date.parse(text.trim())
  return Number.isNaN(at) ? null : Temporal.Instant.fromEpochMilliseconds(at)
}

/** Beyond this no folder is read whole. */
export const mostNumbers = 4_000_000

/**
 * The numbers of the messages of the open folder, in ascending order.
 * @param since by the day on which the server accepted them; absent for all
 * @throws ProviderError
 */
export async function searchNumbers({ client }: Session, since?: Instant): Promise<Uint32Array> {
  const query = since ? { since: new Date(since.epochMilliseconds) } : { all: true }
  const found: unknown = await client.search(query, { uid: true, returnOptions: ['ALL'] } as never)
  if (Array.isArray(found)) return toNumbers((found as number[]).slice(0, mostNumbers))
  if (typeof found !== 'object' || found === null)
    throw new ProviderError(
      'unavailable',
      {
        en: 'The mail server does not say what a folder holds.',
        de: 'Der Mailserver sagt nicht, was in einem Ordner liegt.',
      },
      { reason: 'search' },
    )
  const { all } = found as { readonly all?: unknown }
  return typeof all === 'string' ? fromRanges(all) : new Uint32Array()
}

const toNumbers = (all: readonly number[]) => Uint32Array.from(all.filter((one) => one > 0 && one < 2 ** 32)).sort()

/** "1:5,8" as its numbers, in ascending order. */
export function fromRanges(text: string): Uint32Array {
  const all: number[] = []
  for (const part of text.split(',')) {
    const [first = Number.NaN, last = first] = part.split(':').map(Number)
    const [from, to] = first <= last ? [first, last] : [last, first]
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1 || to >= 2 ** 32) continue
    for (let one = from; one <= to && all.length < mostNumbers; one++) all.push(one)
  }
  return toNumbers(all)
}

/** Numbers in ascending order as "1:5,8". */
export function toRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const one of numbers) {
    const last = ranges.at(-1)
    if (last && last[1] + 1 === one) last[1] = one
    else ranges.push([one, one])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}:${to}`)).join(',')
}
