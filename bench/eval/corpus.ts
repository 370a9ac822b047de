/** Puts the records of a corpus into the mailboxes of their owners. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import * as z from 'zod'
import type { StoredFact } from '../../src/facts.ts'
import { timeOf } from '../../src/people/derive/order.ts'
import { InputError, readLines } from './lines.ts'
import { addressOf, type CorpusRecord, recordSchema, toFact, unmask } from './record.ts'
import type { CorpusSet } from './sets.ts'

export interface Corpus {
  readonly name: string
  /** By owner; facts ascending. Only what is on a record is in it, `outgoing` as that owner sees it. */
  readonly mailboxes: ReadonlyMap<string, readonly StoredFact[]>
  /** All addresses of the owner of a mailbox, as far as they are known. */
  ownOf(user: string): readonly string[]
  /** The address as the records have it, in lower case; several where it is written in several ways. */
  written(address: string): readonly string[]
  /** The id of the record that a fact was made of. */
  recordId(factId: string): string
  /** Epoch milliseconds of the first and the last record. */
  readonly first: number
  readonly last: number
  readonly records: number
  /** What deserves a word though it stops nothing. */
  readonly remarks: readonly string[]
}

/** @throws InputError that names the file and the line */
export function readCorpus(set: CorpusSet): Corpus {
  const lines = readLines(set.records, recordSchema)
  const me = set.me ? readMe(set.me) : []
  const mailboxes = new Map<string, StoredFact[]>()
  const ids = new Map<string, string>()
  const masked = new Map<string, Set<string>>()
  const remarks: string[] = []
  const known = new Map<string, CorpusRecord>()
  let [first, last, twice, unknown] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (const { number, value: record } of lines) {
    const key = `${record.user} ${record.id}`
    const before = known.get(key)
    if (before && JSON.stringify(before) === JSON.stringify(record)) {
      twice++
      continue
    }
    if (before)
      remarks.push(`${basename(set.records)}, line ${number}: its id is that of an earlier record; both are kept.`)
    known.set(key, record)
    // A record of one owner's own may bear the same id in another's mailbox: mailboxes never mix.
    const factId = before ? `${record.id}#${number}` : record.id
    ids.set(factId, record.id)
    first = Math.min(first, record.at.epochMilliseconds)
    last = Math.max(last, record.at.epochMilliseconds)
    const fact = toFact(record, factId)
    const sender = addressOf(record.from)
    if (!sender) unknown++
    for (const entry of [record.user, record.from, ...(record.to ?? []), ...(record.cc ?? [])]) remember(entry, masked)
    for (const user of ownersOf(record, fact)) {
      const mine = [user, ...me]
      const box = mailboxes.get(user) ?? []
      box.push(seenBy(fact, { mine, outgoing: mine.includes(sender) || record.direction === 'out' }))
      mailboxes.set(user, box)
    }
  }
  if (twice) remarks.push(`${basename(set.records)}: lines that repeat an earlier one, and count once: ${twice}.`)
  if (unknown)
    remarks.push(
      `${basename(set.records)}: records whose sender is no address, and are contact with nobody: ${unknown}.`,
    )
  for (const box of mailboxes.values()) box.sort((a, b) => timeOf(a) - timeOf(b))
  return {
    name: set.name,
    mailboxes,
    ownOf: (user) => [...new Set([user, ...(mailboxes.size === 1 ? me : [])])],
    written: (address) => [...(masked.get(address) ?? [address])],
    recordId: (factId) => ids.get(factId) ?? factId,
    first,
    last,
    records: lines.length,
    remarks,
  }
}

/** Notes an address that is read otherwise than it is written. */
function remember(entry: string, masked: Map<string, Set<string>>): void {
  const written = (/<([^<>]*)>\s*$/.exec(entry)?.[1] ?? entry).trim().toLowerCase()
  const address = unmask(written)
  if (address === written) return
  const known = masked.get(address)
  if (known) known.add(written)
  else masked.set(address, new Set([written]))
}

function ownersOf(record: CorpusRecord, fact: StoredFact): readonly string[] {
  if (record.user !== '*') return [unmask(record.user.trim().toLowerCase())]
  const on = fact.kind === 'mail' ? [...(fact.from ? [fact.from] : []), ...fact.to, ...fact.cc] : fact.people
  return [...new Set(on.map(({ address }) => address))]
}

function seenBy(fact: StoredFact, { mine, outgoing }: { mine: readonly string[]; outgoing: boolean }): StoredFact {
  if (fact.kind === 'mail') return { ...fact, outgoing }
  return { ...fact, people: fact.people.map((one) => ({ ...one, self: mine.includes(one.address) })) }
}

const meSchema = z.array(z.object({ as_written: z.string() }))

/** Ways in which the owner is written; what names no address is a name only, and names prove nothing. */
function readMe(path: string): readonly string[] {
  const read = meSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new InputError(`${basename(path)}: a list of {"as_written": "Name <address>"} is expected.`)
  return [...new Set(read.data.map(({ as_written }) => addressOf(as_written)).filter(Boolean))]
}
