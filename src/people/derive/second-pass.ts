/** The second pass over the facts: every interaction is added to the tie of each person it is contact with. */
import type { Instant, MailFact, StoredFact } from '../../facts.ts'
import { hash53 } from '../../hash.ts'
import { normalise } from '../../text.ts'
import type { Days } from '../days.ts'
import type { Own } from '../identity/own.ts'
import { introduces, isReply } from '../subjects/subject.ts'
import { crowd, type Interaction, interaction, personalOthers, planned } from '../tie/interaction.ts'
import { add, headingOf, hear, plan } from '../tie/tie.ts'
import { createTies, type Ties } from '../tie/ties.ts'
import { type Digests, digestsOf } from './digests.ts'

export interface About {
  /** By address: the address that names its human. */
  readonly of: ReadonlyMap<string, string>
  /** Those who are persons, by the address that names them. */
  readonly persons: ReadonlySet<string>
  readonly own: Own
  /** Threads, as digests, in which only the other one of a shared mailbox has written. */
  readonly hushed: ReadonlySet<number>
  readonly now: Instant
  readonly days: Days
}

/** What is kept while facts stream by, everyone under their first address. It can go on where it stopped. */
export interface TieState {
  readonly ties: Ties
  /** By person: when they last stood on an interaction, whoever wrote it. */
  readonly seen: Map<string, Stood>
  /** Threads of interactions, as digests. */
  readonly threads: Digests
  /** By thread, newest last: the only recipient of the owner's newest message in it. */
  readonly sentTo: Map<string, string>
  /** By thread: two people whom the owner introduced to each other in it. */
  readonly made: Map<string, readonly [string, string]>
  /** Those for whom it mattered whether they are persons. */
  readonly weighed: Set<string>
  interactions: number
}

/** When somebody last stood on an interaction: of any size, and of one that was theirs or went to few. Epoch milliseconds. */
export interface Stood {
  readonly at: number
  readonly personally?: number
}

export const beginTies = (): TieState => ({
  ties: createTies(),
  seen: new Map(),
  threads: digestsOf(),
  sentTo: new Map(),
  made: new Map(),
  weighed: new Set(),
  interactions: 0,
})

/** Adds one fact after the other to the ties. They come in order of time, each once. */
export function tier(kept: TieState, about: About): (fact: StoredFact) => void {
  const state: State = { ...kept, about, now: about.now.epochMilliseconds, of: about.of }
  const { own, hushed } = about
  const isHushed = hushed.size ? (thread: string) => hushed.has(hash53(thread)) : undefined
  return (fact) => {
    const contact = interaction(fact, own, state.now, isHushed)
    if (contact) {
      kept.interactions++
      if (contact.at <= state.now) touch(state, contact)
    } else if (fact.kind === 'meeting') ahead(state, fact)
    // A thread that the other one began is not begun by the owner.
    else if (own.isAnothers(fact.from)) kept.threads.add(hash53(fact.thread))
    else bounce(state, fact)
  }
}

/**
 * Takes the copy of a fact that has been added, from another account: nothing is counted twice, but that account is noted as
 * one that knows of the people on it.
 */
export function copier({ ties }: TieState, { of, own, hushed, now }: About): (copy: StoredFact) => void {
  const isHushed = hushed.size ? (thread: string) => hushed.has(hash53(thread)) : undefined
  return (copy) => {
    const contact = interaction(copy, own, now.epochMilliseconds, isHushed)
    if (!contact || contact.at > now.epochMilliseconds) return
    const all = contact.others.map(({ address }) => address)
    if (peopleOf({ of }, all).length > personalOthers) return
    for (const one of peopleOf({ of }, contact.with)) {
      const tie = ties.get(one)
      if (tie) hear(tie, contact)
    }
  }
}

/** The same facts, each once the ties of everybody on it are unpacked, and of those whose mail it may say comes back. */
export async function* unpacking(
  facts: AsyncIterable<StoredFact>,
  { ties, sentTo }: TieState,
  { of }: Pick<About, 'of'>,
): AsyncGenerator<StoredFact> {
  for await (const fact of facts) {
    const on = fact.kind === 'meeting' ? fact.people : [...(fact.from ? [fact.from] : []), ...fact.to, ...fact.cc]
    await ties.unpack(
      peopleOf(
        { of },
        on.map(({ address }) => normalise(address)),
      ),
    )
    if (isReport(fact)) await ties.unpack(sentTo.values())
    yield fact
  }
}

/** By each address of each human the first of them, which names the human. */
export function byAddress(humans: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const addresses of humans) for (const address of addresses) found.set(address, addresses[0] ?? address)
  return found
}

interface State extends Omit<TieState, 'interactions'> {
  readonly about: About
  readonly now: number
  readonly of: ReadonlyMap<string, string>
}

function touch(state: State, contact: Interaction): void {
  const on = peopleOf(
    state,
    contact.others.map(({ address }) => address),
  )
  if (!contact.with.length) return void answerAway(state, on)
  const opens = contact.thread !== undefined && !state.threads.has(hash53(contact.thread))
  if (contact.thread !== undefined) state.threads.add(hash53(contact.thread))
  introduce(state, contact, { on, opens })
  const small = on.length <= companionOthers
  const partners = peopleOf(state, contact.with)
  for (const one of partners)
    add(state.ties.of(one), {
      interaction: contact,
      group: on.length,
      companions: small ? on.filter((other) => other !== one) : [],
      day: state.about.days.day(contact.at),
      month: state.about.days.month(contact.at),
      opens,
      organized: contact.organizer !== undefined && state.of.get(contact.organizer) === one,
    })
  const [only] = on
  if (contact.kind === 'sent' && contact.thread !== undefined && only !== undefined && on.length === 1)
    expectBounce(state, contact.thread, only)
  for (const one of on)
    stand(state.seen, one, { at: contact.at, personal: on.length <= companionOthers || partners.includes(one) })
}

/** Notices introductions: one received that shows a new person, one made between two who had not been seen together. */
function introduce(state: State, contact: Interaction, { on, opens }: { on: readonly string[]; opens: boolean }): void {
  const thread = contact.thread
  if (thread === undefined || contact.kind === 'met') return
  if (contact.kind === 'received') goOn(state, thread, on)
  const [a, b] = on
  if (a === undefined || b === undefined || on.length !== 2 || !opens || contact.reply || isReply(contact.title ?? ''))
    return
  const said = introduces(contact.title ?? '')
  if (contact.kind === 'received' ? !state.seen.has(a) || state.seen.has(b) : !said) return
  state.weighed.add(a).add(b)
  if (!state.about.persons.has(a) || !state.about.persons.has(b)) return
  const [first, second] = [state.ties.of(a), state.ties.of(b)]
  if (contact.kind === 'received') {
    second.intro = { by: a, thread, said, first: headingOf(contact), alone: 0, continued: false }
  } else if (!first.companions.has(b) && !second.companions.has(a)) {
    first.introduced = { to: b, thread, first: headingOf(contact), wentOn: false, asked: false }
    second.introduced = { to: a, thread, first: headingOf(contact), wentOn: false, asked: false }
    state.made.set(thread, [a, b])
  }
}

/** An introduction that the owner made goes on where both are on what comes in its thread. */
function goOn(state: State, thread: string, on: readonly string[]): void {
  const made = state.made.get(thread)
  if (!made?.every((one) => on.includes(one))) return
  for (const one of made) {
    const introduced = state.ties.get(one)?.introduced
    if (introduced?.thread === thread) introduced.wentOn = true
  }
}

/** A meeting that is no contact: still to come, or too large. */
function ahead(state: State, fact: StoredFact & { kind: 'meeting' }): void {
  for (const one of peopleOf(state, planned(fact, state.about.own, state.now)))
    plan(state.ties.of(one), fact.when.start.epochMilliseconds, fact.series)
  for (const one of peopleOf(state, crowd(fact, state.about.own, state.now))) {
    const tie = state.ties.of(one)
    tie.crowdAt = Math.max(tie.crowdAt, fact.when.start.epochMilliseconds)
  }
}

/** Mail comes back within days: only the newest threads are remembered. */
function expectBounce({ sentTo }: State, thread: string, only: string): void {
  sentTo.delete(thread)
  sentTo.set(thread, only)
  if (sentTo.size > keptSent) for (const oldest of sentTo.keys()) return void sentTo.delete(oldest)
}

/** A delivery report in the thread of a message that went to one person only says that their mail comes back. */
function bounce(state: State, fact: StoredFact & MailFact): void {
  if (!isReport(fact)) return
  const only = state.sentTo.get(fact.thread)
  if (only !== undefined) state.ties.of(only).bouncedAt = fact.at.epochMilliseconds
}

const isReport = (fact: StoredFact): fact is StoredFact & MailFact =>
  fact.kind === 'mail' &&
  /^(?:mailer-daemon|postmaster)@/.test(fact.from?.address ?? '') &&
  failed.test(fact.subject ?? '')

/** Their mail program answered while they were away: no contact, and still nothing to say of a note without an answer. */
function answerAway({ ties }: State, on: readonly string[]): void {
  for (const one of on) {
    const tie = ties.get(one)
    if (tie) tie.unansweredInRow++
  }
}

function stand(seen: Map<string, Stood>, one: string, { at, personal }: { at: number; personal: boolean }): void {
  const personally = personal ? at : seen.get(one)?.personally
  seen.set(one, personally === undefined ? { at } : { at, personally })
}

function peopleOf(state: Pick<State, 'of'>, addresses: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const address of addresses) {
    const one = state.of.get(address)
    if (one !== undefined && !found.includes(one)) found.push(one)
  }
  return found
}

/** In larger groups nobody counts as somebody's companion, nor as one whom the owner still sees. */
const companionOthers = 5
/** More than anybody sends in the days in which a report may come. */
const keptSent = 1_000
const failed =
  /undeliver|failure|failed|returned mail|unzustellbar|nicht zugestellt|fehlgeschlagen|non remis|no entregado|niet bezorgd/i
