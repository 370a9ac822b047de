/** The first pass over the facts: who there is, under which names, with what evidence, and which addresses are the owner's. */
import type { Address, Instant, MailFact, MeetingFact, StoredFact } from '../../facts.ts'
import { hash53 } from '../../hash.ts'
import { cleanText, normalise } from '../../text.ts'
import { isBulk } from '../bulk.ts'
import { dayMs } from '../days.ts'
import { organisation } from '../identity/address.ts'
import { type Own, ownCollector, ownOf } from '../identity/own.ts'
import { ownNamesOf } from '../identity/own-name.ts'
import { renamedIn } from '../identity/renamed.ts'
import { listener, sharersAmong } from '../identity/shared-mailbox.ts'
import type { Note, Renamed, Sighting, Survey } from '../identity/types.ts'
import { wordsOf } from '../phrases.ts'
import { isMourning } from '../subjects/subject.ts'
import { interaction, personalOthers } from '../tie/interaction.ts'
import { pair, tellApart } from './apart.ts'
import { deliver } from './delivered.ts'
import { count } from './manner.ts'
import { timeOf } from './order.ts'
import { createSightings, type KeptSightings, sightingsOf, unseen } from './sightings.ts'

export interface Known {
  readonly declared: readonly string[]
  readonly accounts: readonly string[]
  /** Those of them that have ended: nobody there is a colleague any more. */
  readonly endedAccounts?: readonly string[]
  /** Addresses that the owner said are somebody else's. */
  readonly refusedOwn?: readonly string[]
  /** The owner's own name, where others write from these addresses too. */
  readonly sharedName?: string
  readonly now: Instant
}

/** What is kept while facts stream by: of each address, never of each fact. It can go on where it stopped. */
export interface SurveyState {
  readonly senders: Set<string>
  /** By address, the owner's too. */
  readonly sightings: KeptSightings
  /** Pairs that one message showed apart. */
  readonly apart: Set<string>
  /** When a subject or title spoke of mourning, and its words; the newest last. */
  readonly mourning: { readonly at: number; readonly words: readonly string[] }[]
  /** By address: when the owner last sent from it. */
  readonly lastSent: Map<string, number>
  /** How much the owner sent under each name, as written; '' for none. */
  readonly signed: Map<string, number>
  /** Threads, as digests, in which the owner has written, and in which another has, in a shared mailbox. */
  readonly spoken: Set<number>
  readonly overheard: Set<number>
  facts: number
  /** When the first of the meetings that have begun will be over: from then on all this says something else. */
  holdsUntil: number
}

export const beginSurvey = (): SurveyState => ({
  senders: new Set(),
  sightings: createSightings(),
  apart: new Set(),
  mourning: [],
  lastSent: new Map(),
  signed: new Map(),
  spoken: new Set(),
  overheard: new Set(),
  facts: 0,
  holdsUntil: Number.POSITIVE_INFINITY,
})

/** Reads all facts once, in order. */
export async function survey(facts: AsyncIterable<StoredFact>, known: Known): Promise<Survey> {
  const state = beginSurvey()
  const look = surveyor(state, known)
  for await (const fact of facts) look(fact)
  return surveyed(state, known)
}

/** Adds one fact after the other to the state. They come in order of time, each once. */
export function surveyor(state: SurveyState, known: Known): (fact: StoredFact) => void {
  const now = known.now.epochMilliseconds
  const certain = ownOf([...known.declared, ...known.accounts])
  const collector = ownCollector(state.senders)
  const fulls = new Map<string, string | undefined>()
  const hold = holder(state, known)
  const isOther = known.sharedName === undefined ? undefined : listener(known.sharedName)
  return (fact) => {
    state.facts++
    collector.add(fact)
    const time = timeOf(fact)
    mourn(state, fact, now)
    if (fact.kind === 'mail') {
      if (fact.outgoing && fact.from) state.lastSent.set(normalise(fact.from.address), time)
      if (fact.outgoing && fact.from && !isBulk(fact.signals)) sign(state, fact.from, fact.thread, isOther)
      mail(fact, time, state.sightings, certain)
    } else {
      meeting(fact, time, { sightings: state.sightings, own: certain, now })
      hold(fact)
    }
    tellApart(fact, state.apart, fulls)
  }
}

/** Notes of a fact, or of the copy of one in another account, until when all this says the same. */
export function holder(state: SurveyState, known: Known): (fact: StoredFact) => void {
  const now = known.now.epochMilliseconds
  return (fact) => {
    if (fact.kind !== 'meeting' || timeOf(fact) > now) return
    const end = fact.when.end.epochMilliseconds
    if (end > now) state.holdsUntil = Math.min(state.holdsUntil, end)
  }
}

/**
 * What the facts so far come to, as of `known.now`. The state is left as it is. `moved` where
 * it is known already who has.
 */
export function surveyed(
  state: SurveyState,
  known: Known,
  { moved, note }: { readonly moved?: Renamed | undefined; readonly note?: Note | undefined } = {},
): Survey {
  const now = known.now.epochMilliseconds
  const refused = new Set((known.refusedOwn ?? []).map(normalise))
  const senders = new Set([...state.senders].filter((address) => !refused.has(address)))
  const own = ownCollector(senders).own([...known.declared, ...known.accounts], known.sharedName)
  const sightings = sightingsOf(state.sightings, { without: own.has })
  const sharers = sharersAmong(state.signed)
  const renamed = moved ?? renamedIn(sightings.values(), note)
  const firm = (place: string) => renamed.get(place) ?? place
  const former = new Set([...formerOf(known)].map(firm))
  return {
    own,
    ownOrganisations: new Set([...inUse(own, known, state.lastSent)].map(firm).filter((one) => !former.has(one))),
    formerOrganisations: former,
    sightings,
    renamed,
    mourning: state.mourning.filter(({ at }) => now - at < fiveYears).map(({ words }) => new Set(words)),
    sharers,
    isOwnName: ownNamesOf({ ...state, own, sharers, sharedName: known.sharedName }),
    hushed: new Set([...state.overheard].filter((thread) => !state.spoken.has(thread))),
    together: (a, b) => state.apart.has(pair(a, b)),
    facts: state.facts,
  }
}

function sign(
  { signed, spoken, overheard }: SurveyState,
  from: Address,
  thread: string,
  isOther: ((from: Address) => boolean) | undefined,
): void {
  const name = cleanText(from.name ?? '', 80)
  if (signed.has(name) || signed.size < mostSigned) signed.set(name, (signed.get(name) ?? 0) + 1)
  if (isOther) (isOther(from) ? overheard : spoken).add(hash53(thread))
}

function mourn({ mourning }: SurveyState, fact: StoredFact, now: number): void {
  const at = timeOf(fact)
  const title = fact.kind === 'mail' ? fact.subject : fact.title
  if (!title || now - at >= fiveYears || !isMourning(title)) return
  mourning.push({ at, words: wordsOf(title) })
  if (mourning.length > mostMourning) mourning.shift()
}

export function mail(fact: MailFact, time: number, sightings: KeptSightings, own: Own): void {
  const bulk = isBulk(fact.signals)
  const listed = fact.signals.includes('list-id') || fact.signals.includes('list-post')
  const mine = fact.outgoing || (fact.from !== null && own.has(normalise(fact.from.address)))
  const recipients = [...fact.to, ...fact.cc]
  const personal = mine && !bulk && recipients.length <= personalOthers
  for (const recipient of recipients) {
    const seen = sight(sightings, recipient, time)
    if (!seen) continue
    seen.addressed++
    seen.listed += Number(listed)
    seen.sentTo += Number(personal)
  }
  if (!mine && !bulk) deliver(fact, recipients, { sightings, own })
  const seen = fact.from && !mine ? sight(sightings, fact.from, time) : undefined
  if (!seen || !fact.from) return
  count(seen, fact, recipients)
  tally(seen.signed, fact.from.name)
}

function meeting(
  fact: StoredFact & MeetingFact,
  time: number,
  about: { sightings: KeptSightings; own: Own; now: number },
): void {
  for (const one of fact.people)
    if (!one.self && !one.resource) sight(about.sightings, one, Math.min(time, about.now), false)
  for (const address of interaction(fact, about.own, about.now)?.with ?? []) {
    const seen = about.sightings.open(address)
    if (!seen) continue
    seen.met++
    if (fact.mine === 'accepted' || fact.mine === 'tentative') seen.agreed++
    seen.lastAt = Math.max(seen.lastAt, time)
  }
}

function sight(
  sightings: KeptSightings,
  { address: written, name }: Address,
  time: number,
  /** An address is not in use because of a meeting that did not come about. */
  inUse = true,
): Sighting | undefined {
  const address = normalise(written)
  if (!address.includes('@')) return undefined
  let seen = sightings.open(address)
  if (!seen) {
    seen = unseen(address, time)
    sightings.set(address, seen)
  }
  if (inUse) seen.lastAt = Math.max(seen.lastAt, time)
  tally(seen.names, name)
  return seen
}

function tally(names: Map<string, number>, name: string | undefined): void {
  if (!name) return
  const clean = names.has(name) ? name : cleanText(name)
  if (clean && (names.has(clean) || names.size < mostNames)) names.set(clean, (names.get(clean) ?? 0) + 1)
}

/** Addresses the owner sent from within half a year, and accounts of which no sent mail is known. */
function inUse(own: Own, { now }: Known, lastSent: ReadonlyMap<string, number>): ReadonlySet<string> {
  const recent = own.addresses.filter((address) => {
    const sent = lastSent.get(address)
    return sent === undefined || now.epochMilliseconds - sent <= 180 * dayMs
  })
  return new Set(recent.map(organisation).filter((one) => one !== undefined))
}

/** Organisations of accounts that have ended, but for those at which another account is left. */
function formerOf({ accounts, endedAccounts = [] }: Known): ReadonlySet<string> {
  const ended = new Set(endedAccounts.map(normalise))
  const left = new Set(accounts.filter((address) => !ended.has(normalise(address))).map(organisation))
  return new Set(
    [...ended]
      .map(organisation)
      .filter((one) => one !== undefined)
      .filter((one) => !left.has(one)),
  )
}

const fiveYears = 5 * 365.25 * dayMs
const mostMourning = 5_000
/** Enough to see that an address is shared. */
const mostNames = 12
const mostSigned = 50
