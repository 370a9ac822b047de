/** Tells people from robots, lists and shared functions by evidence that can be said in a sentence. */
import type { Signal } from '../../facts.ts'
import { isRelay } from '../../relays.ts'
import { wordsOf } from '../phrases.ts'
import { type Reason, reason } from '../reasons.ts'
import type { PersonKind } from '../types.ts'
import { listLocalParts } from '../words.ts'
import { hostOf, localPart } from './address.ts'
import { hasMachineWord, looksHuman, plainName } from './name.ts'
import { brandOf, initialsIn, isMachineHost, isUnread, nameIn, namesFunction, shapeOf, squeeze } from './shape.ts'
import { isManys } from './shared-mailbox.ts'
import { type Ground, type Weights, weights, words } from './weights.ts'

/** What the facts say of one address. Counts are messages unless said otherwise. */
export interface Evidence {
  readonly address: string
  /** Display names it was used under, with how often. */
  readonly names: ReadonlyMap<string, number>
  /** Those of them that it sent under, with how often. */
  readonly signed: ReadonlyMap<string, number>
  /** Messages it sent. */
  readonly received: number
  /** How many of them carry each sign. */
  readonly signals: Readonly<Partial<Record<Signal, number>>>
  /** Messages of its own that answer another or hand it on: a reply header, a reply or forward prefix. */
  readonly replies: number
  /** Messages of its own with a subject that do neither. */
  readonly opened: number
  /** Messages of its own in a discussion: through a list to which one writes, or tagged as one. */
  readonly discussed: number
  /** Messages of its own with a sign of bulk mail, outside a discussion. */
  readonly oneWay: number
  /** Messages of its own whose subject reads as news or a notice. */
  readonly announced: number
  /** Messages of its own that answer nothing and whose subject counts or dates itself. */
  readonly issued: number
  /** Messages it sent neither through a list nor automatically. */
  readonly direct: number
  /** Messages of its own that no program made that people write in, and those that a service made that sends for many. */
  readonly programmed: number
  readonly serviced: number
  /** Messages of the owner to it and at most nine others. */
  readonly sentTo: number
  /** Meetings of two to ten people held with it. */
  readonly met: number
  /** Messages of lists that were addressed to it, and all messages that were. */
  readonly listed: number
  readonly addressed: number
}

export interface Kind {
  readonly kind: PersonKind
  /** A clause for the people page: "sends with List-Unsubscribe, never answered by you". */
  readonly reason: string
}

/** The kind of correspondent behind one address. The owner having written to it, and it back, outweighs every header. */
export function kindOf(evidence: Evidence): Kind {
  const certain = certainKind(evidence)
  if (certain) return certain
  const { score, grounds } = weigh(evidence)
  if (score < 0) return { kind: 'robot', reason: sentence(grounds, evidence) }
  return {
    kind: 'person',
    reason: reason(known(evidence) ? 'you have written to them' : 'nothing speaks against a person'),
  }
}

/** What is so whatever else speaks for or against it; undefined where grounds have to be weighed. */
export function certainKind(evidence: Evidence): Kind | undefined {
  const shape = shapeOf(evidence.address)
  const local = localPart(evidence.address)
  if (isUnread(evidence.address) || isRelay(evidence.address))
    return { kind: 'robot', reason: reason('nobody reads mail to {}@', local) }
  if (isListAddress(evidence))
    return { kind: 'list', reason: reason('a mailing list or group: many people write through it') }
  if (shape === 'role' && !(known(evidence) && isOwnDomain(evidence)))
    return { kind: 'role', reason: reason('{}@ is an address of a function, not of one person', local) }
  if (isManys(evidence.signed)) return { kind: 'role', reason: reason('several people write from it') }
  if (
    known(evidence) &&
    (shape !== 'robot' || hasHumanName(evidence)) &&
    (evidence.direct > 0 || evidence.received === 0 || evidence.met > 0)
  )
    return {
      kind: 'person',
      reason: reason(
        evidence.met ? 'you have met' : evidence.direct ? 'you have written to each other' : 'you have written to them',
      ),
    }
  return undefined
}

/** The owner wrote to it, or met it. */
const known = ({ sentTo, met }: Evidence) => sentTo + met > 0

/** "Carla Meyer <hello@carlameyer.example>": the only one at a domain of their own name, which is not that of a function. */
function isOwnDomain(evidence: Evidence): boolean {
  return hasHumanName(evidence) && nameIn(evidence.names, brandOf(evidence.address)) && !namesFunction(evidence.names)
}

/** The score before the threshold of zero, with what each ground put in: for the page, for tests and for measuring. */
export function weigh(
  evidence: Evidence,
  by: Weights = weights,
): { score: number; grounds: readonly (readonly [Ground, number])[] } {
  const grounds = (Object.entries(groundsOf(evidence)) as [Ground, number][])
    .map(([ground, value]) => [ground, value * by[ground]] as const)
    .filter(([, value]) => value !== 0)
    .sort((a, b) => a[1] - b[1])
  return { score: by.bias + grounds.reduce((sum, [, value]) => sum + value, 0), grounds }
}

/** How far each ground holds, from 0 to 1: those of messages as shares of what the address sent. */
export function groundsOf(evidence: Evidence): Readonly<Record<Ground, number>> {
  const { address, names, received, signals } = evidence
  const share = (count: number | undefined) => (received ? Math.min(1, (count ?? 0) / received) : 0)
  const shape = shapeOf(address)
  const human = hasHumanName(evidence)
  const host = hostOf(address)
  const monologue = evidence.replies ? 0 : Math.min(1, Math.log2(Math.max(1, evidence.opened)) / 4)
  return {
    // So many messages and not one answer are no discussion, whatever carries them.
    discussed: !evidence.replies && evidence.opened >= longMonologue ? 0 : share(evidence.discussed),
    oneWay: share(evidence.oneWay),
    replies: share(evidence.replies),
    announced: share(evidence.announced),
    issued: share(evidence.issued),
    monologue,
    reference: Number(/\d{5}|[=]|-.*-/.test(localPart(address))),
    robotAddress: Number(shape === 'robot'),
    roleAddress: Number(shape === 'role'),
    machineHost: Number(isMachineHost(host)),
    digits: Number(/\d/.test(localPart(address))),
    humanName: Number(human),
    // "Anna Berg (Department of Finance)" is no machine for where they work.
    machineName: Number([...names.keys()].some((name) => hasMachineWord(plainName(name) ?? name))),
    nameInAddress: Number(agreesWith(names, address)),
    nameInHost: Number(nameIn(names, brandOf(address))),
    'auto-submitted': share(signals['auto-submitted']),
    'feedback-id': share(signals['feedback-id']),
    'one-click': share(signals['one-click']),
    brand: share(signals.brand),
    'no-answers': share(signals['no-answers']),
    serviced: share(evidence.serviced),
    programmed: share(evidence.programmed),
    'precedence-bulk': evidence.discussed ? 0 : share(signals['precedence-bulk']),
    'category-promotions': share(signals['category-promotions']),
    'category-updates': share(signals['category-updates']),
    'category-social': share(signals['category-social']),
    written: Math.min(1, evidence.sentTo + evidence.met),
  }
}

/** The name says who the address is; one that only repeats it, or is a whole line, says nothing. */
function agreesWith(names: ReadonlyMap<string, number>, address: string): boolean {
  const local = squeeze(address)
  const telling = new Map(
    [...names].filter(([name]) => name.toLowerCase() !== localPart(address) && wordsOf(name).length <= 5),
  )
  return nameIn(telling, local) || initialsIn(telling, local)
}

/** From so many messages on, none of them an answer, nobody takes part in a discussion. */
const longMonologue = 8

function isListAddress(evidence: Evidence): boolean {
  const through = evidence.signals['list-post'] ?? evidence.signals['list-id'] ?? 0
  if (evidence.received >= 3 && through === evidence.received && evidence.names.size >= 4) return true
  if (evidence.received > 0) return false
  const parts = localPart(evidence.address).split(/[^\p{L}]+/u)
  const named = listHost.test(hostOf(evidence.address)) || parts.some((part) => lists.has(part))
  return evidence.listed > 0 ? evidence.listed * 2 >= evidence.addressed : named && evidence.met === 0
}

const hasHumanName = (evidence: Evidence) => [...evidence.names.keys()].some(looksHuman)

/** The two or three heaviest grounds against a person, and whether the owner ever answered. */
function sentence(grounds: readonly (readonly [Ground, number])[], evidence: Evidence): string {
  const against = grounds
    .filter(([ground, value]) => value < 0 && words[ground])
    .slice(0, 2)
    .flatMap(([ground]) => words[ground] ?? [])
  const clauses: readonly Reason[] = [
    ...(against.length ? against : (['nothing shows a person'] as const)),
    evidence.sentTo ? 'rarely answered by you' : 'never answered by you',
  ]
  return clauses.join(', ')
}

const lists: ReadonlySet<string> = new Set(listLocalParts)
/** The domain of a service for groups. */
export const isListHost = (address: string): boolean => listHost.test(hostOf(address))

const listHost = /^(?:lists?|groups?|listserv|googlegroups|yahoogroups)\.|googlegroups\.com$|yahoogroups\.com$/
