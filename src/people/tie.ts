/** The second pass over the facts: every interaction is added to the tie of each person it is contact with. */
import type { Instant, MailFact, StoredFact } from '../facts.ts'
import type { Days } from './days.ts'
import { crowd, type Interaction, interaction, planned } from './interaction.ts'
import type { Own } from './own.ts'
import { quoteOf } from './quote.ts'
import { add, begin, plan, type Tie } from './relationship.ts'
import { introduces, isReply } from './subject.ts'

interface About {
  /** The addresses of each human. */
  readonly humans: readonly (readonly string[])[]
  readonly isPerson: readonly boolean[]
  readonly own: Own
  readonly now: Instant
  readonly days: Days
}

/** Reads all facts once, in order. Ties come out in the order of `humans`. */
export async function tie(
  facts: AsyncIterable<StoredFact>,
  about: About,
): Promise<{ ties: readonly Tie[]; interactions: number }> {
  const state = {
    about,
    now: about.now.epochMilliseconds,
    of: new Map(about.humans.flatMap((addresses, i) => addresses.map((address) => [address, i] as const))),
    ties: about.humans.map(begin),
    seen: new Set<number>(),
    threads: new Set<string>(),
    sentTo: new Map<string, number>(),
    made: new Map<string, readonly [number, number]>(),
  }
  let interactions = 0
  for await (const fact of facts) {
    const contact = interaction(fact, about.own, state.now)
    if (contact) {
      interactions++
      if (contact.at <= state.now) touch(state, contact)
    } else if (fact.kind === 'meeting') ahead(state, fact)
    else bounce(state, fact)
  }
  return { ties: state.ties, interactions }
}

interface State {
  readonly about: About
  readonly now: number
  readonly of: ReadonlyMap<string, number>
  readonly ties: readonly Tie[]
  /** People who stood on an interaction before. */
  readonly seen: Set<number>
  readonly threads: Set<string>
  /** By thread: the only recipient of the owner's newest message in it. */
  readonly sentTo: Map<string, number>
  /** By thread: two people whom the owner introduced to each other in it. */
  readonly made: Map<string, readonly [number, number]>
}

function touch(state: State, contact: Interaction): void {
  const on = peopleOf(
    state,
    contact.others.map(({ address }) => address),
  )
  const opens = contact.thread !== undefined && !state.threads.has(contact.thread)
  if (contact.thread !== undefined) state.threads.add(contact.thread)
  introduce(state, contact, { on, opens })
  const small = on.length <= companionOthers
  for (const one of peopleOf(state, contact.with)) {
    const tie = state.ties[one]
    if (!tie) continue
    add(tie, {
      interaction: contact,
      group: on.length,
      companions: small ? on.filter((other) => other !== one).map((other) => keyOf(state, other)) : [],
      day: state.about.days.day(contact.at),
      month: state.about.days.month(contact.at),
      opens,
      organized: contact.organizer !== undefined && state.of.get(contact.organizer) === one,
    })
  }
  const [only] = on
  if (contact.kind === 'sent' && contact.thread !== undefined && only !== undefined && on.length === 1)
    state.sentTo.set(contact.thread, only)
  for (const one of on) state.seen.add(one)
}

/** Notices introductions: one received that shows a new person, one made between two who had not been seen together. */
function introduce(state: State, contact: Interaction, { on, opens }: { on: readonly number[]; opens: boolean }): void {
  const thread = contact.thread
  if (thread === undefined || contact.kind === 'met') return
  const going = contact.kind === 'received' ? state.made.get(thread) : undefined
  if (going?.every((one) => on.includes(one)))
    for (const one of going) {
      const introduced = state.ties[one]?.introduced
      if (introduced?.thread === thread) introduced.wentOn = true
    }
  const [a, b] = on
  if (a === undefined || b === undefined || on.length !== 2 || !opens || contact.reply || isReply(contact.title ?? ''))
    return
  if (!state.about.isPerson[a] || !state.about.isPerson[b]) return
  const said = introduces(contact.title ?? '')
  const [first, second] = [state.ties[a], state.ties[b]]
  if (!first || !second) return
  if (contact.kind === 'received') {
    if (state.seen.has(a) && !state.seen.has(b))
      second.intro = { by: keyOf(state, a), thread, said, quote: quoteOf(contact), alone: 0, continued: false }
  } else if (said && !first.companions.has(keyOf(state, b)) && !second.companions.has(keyOf(state, a))) {
    first.introduced = { to: keyOf(state, b), thread, quote: quoteOf(contact), wentOn: false, asked: false }
    second.introduced = { to: keyOf(state, a), thread, quote: quoteOf(contact), wentOn: false, asked: false }
    state.made.set(thread, [a, b])
  }
}

/** A meeting that is no contact: still to come, or too large. */
function ahead(state: State, fact: StoredFact & { kind: 'meeting' }): void {
  for (const one of peopleOf(state, planned(fact, state.about.own, state.now))) {
    const tie = state.ties[one]
    if (tie) plan(tie, fact.when.start.epochMilliseconds, fact.series)
  }
  for (const one of peopleOf(state, crowd(fact, state.about.own, state.now))) {
    const tie = state.ties[one]
    if (tie) tie.lastAny = Math.max(tie.lastAny, fact.when.start.epochMilliseconds)
  }
}

/** A delivery report in the thread of a message that went to one person only says that their mail comes back. */
function bounce(state: State, fact: MailFact): void {
  if (!fact.from || !/^(?:mailer-daemon|postmaster)@/.test(fact.from.address) || !failed.test(fact.subject ?? ''))
    return
  const tie = state.ties[state.sentTo.get(fact.thread) ?? -1]
  if (tie) tie.bouncedAt = fact.at.epochMilliseconds
}

const keyOf = (state: State, human: number) => state.about.humans[human]?.[0] ?? ''

function peopleOf(state: State, addresses: readonly string[]): readonly number[] {
  const found: number[] = []
  for (const address of addresses) {
    const one = state.of.get(address)
    if (one !== undefined && !found.includes(one)) found.push(one)
  }
  return found
}

/** In larger groups nobody counts as somebody's companion. */
const companionOthers = 5
const failed =
  /undeliver|failure|failed|returned mail|unzustellbar|nicht zugestellt|fehlgeschlagen|non remis|no entregado|niet bezorgd/i
