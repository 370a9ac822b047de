/** The sample's mailbox: messages, labels, and the history of their changes. */
import { Temporal } from 'temporal-polyfill'
import type { History, SampleMessage } from '../history/types.ts'
import { type MailEntry, unkeepMessage } from '../journal.ts'
import { openScript } from '../script.ts'

export interface Held {
  readonly message: SampleMessage
  readonly labels: Set<string>
  historyId: bigint
}

export type ChangeKind = 'messageAdded' | 'messageDeleted' | 'labelAdded' | 'labelRemoved'

export interface Change {
  readonly historyId: bigint
  readonly at: Temporal.Instant
  readonly kind: ChangeKind
  readonly id: string
  readonly thread: string
  readonly changed: readonly string[]
  /** The labels the message had when it was deleted. */
  readonly last: readonly string[]
}

export interface MailStore {
  /** Newest first. */
  list(): readonly Held[]
  get(id: string): Held | undefined
  /** Oldest first. */
  thread(id: string): readonly Held[]
  changesAfter(historyId: bigint): readonly Change[]
  historyId(): bigint
  /** The position before which history is forgotten at this moment. */
  forgottenBefore(now: Temporal.Instant): bigint
  /** Messages of the script that should have arrived by now and have not. */
  due(now: Temporal.Instant): readonly SampleMessage[]
  apply(entry: MailEntry): void
}

/** Above 2^53, so that whoever reads it as a JavaScript number is found out. */
const FIRST_HISTORY_ID = 9_271_340_000_000_017n

/** "Typically valid for at least a week": a little more, so that "a week later" is still readable. */
const REMEMBERED = Temporal.Duration.from({ hours: 10 * 24 })

/** The mailbox as it was at the start; `apply` then tells it what happened since. */
export function openMailbox(history: History, startedAt: Temporal.Instant): MailStore {
  const held = new Map<string, Held>()
  const newestFirst: Held[] = []
  const threads = new Map<string, Held[]>()
  const changes: Change[] = []
  const script = openScript(history.messages, startedAt, ({ at }) => at)

  const note = (at: Temporal.Instant, kind: ChangeKind, one: Held, changed: readonly string[]) => {
    const place = BigInt(changes.length)
    one.historyId = FIRST_HISTORY_ID + place * 113n + ((place * place) % 97n)
    const { id, thread } = one.message
    changes.push({ historyId: one.historyId, at, kind, id, thread, changed, last: [...one.labels] })
  }
  const add = (message: SampleMessage) => {
    const one: Held = { message, labels: new Set(message.labels), historyId: 0n }
    held.set(message.id, one)
    newestFirst.splice(place(newestFirst, message), 0, one)
    const thread = threads.get(message.thread) ?? []
    thread.splice(thread.length - place([...thread].reverse(), message), 0, one)
    threads.set(message.thread, thread)
    note(message.at, 'messageAdded', one, [])
  }
  const drop = (one: Held) => {
    held.delete(one.message.id)
    newestFirst.splice(newestFirst.indexOf(one), 1)
    const thread = threads.get(one.message.thread) ?? []
    thread.splice(thread.indexOf(one), 1)
  }
  const apply = (entry: MailEntry) => {
    const at = Temporal.Instant.from(entry.at)
    if (entry.op === 'deliver') return add(unkeepMessage(entry.message))
    if (entry.op === 'arrive') {
      const message = script.arrive(entry.id)
      if (message) add(message)
      return
    }
    const one = held.get(entry.id)
    if (!one) return
    if (entry.op === 'delete') {
      note(at, 'messageDeleted', one, [])
      return drop(one)
    }
    const added = entry.add.filter((label) => !one.labels.has(label))
    const removed = entry.remove.filter((label) => one.labels.has(label))
    for (const label of added) one.labels.add(label)
    for (const label of removed) one.labels.delete(label)
    if (added.length) note(at, 'labelAdded', one, added)
    if (removed.length) note(at, 'labelRemoved', one, removed)
  }

  for (const message of script.before) add(message)
  return {
    list: () => newestFirst,
    get: (id) => held.get(id),
    thread: (id) => threads.get(id) ?? [],
    changesAfter: (historyId) => changes.slice(firstAfter(changes, historyId)),
    historyId: () => changes.at(-1)?.historyId ?? FIRST_HISTORY_ID,
    forgottenBefore: (now) => {
      const edge = now.subtract(REMEMBERED)
      return changes.findLast((change) => Temporal.Instant.compare(change.at, edge) < 0)?.historyId ?? FIRST_HISTORY_ID
    },
    due: script.due,
    apply,
  }
}

/** Where this message stands in a list that is newest first; equal times by id. */
function place(list: readonly Held[], message: SampleMessage): number {
  return countFirst(list, (other) => isNewer(other.message, message))
}

/** The order of every list: by acceptance, then by id. */
export function isNewer(a: SampleMessage, b: SampleMessage): boolean {
  const order = Temporal.Instant.compare(a.at, b.at)
  return order === 0 ? a.id > b.id : order > 0
}

function firstAfter(changes: readonly Change[], historyId: bigint): number {
  return countFirst(changes, (change) => change.historyId <= historyId)
}

/** How many there are at the head of a list of which this is true, where it is true of none behind them. */
function countFirst<T>(list: readonly T[], isFirst: (one: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const one = list[middle]
    if (one && isFirst(one)) low = middle + 1
    else high = middle
  }
  return low
}
