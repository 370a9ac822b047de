/** Tells people from robots, lists and shared functions by evidence that can be said in a sentence. */
import type { Signal } from '../../facts.ts'
import { isRelay } from '../../relays.ts'
import type { PersonKind } from '../types.ts'
import { listLocalParts } from '../words.ts'
import { hostOf, localPart } from './address.ts'
import { hasMachineWord, looksHuman, plainName } from './name.ts'
import { brandOf, initialsIn, isMachineHost, isUnread, nameIn, namesFunction, shapeOf, squeeze } from './shape.ts'

/** What the facts say of one address. Counts are messages unless said otherwise. */
export interface Evidence {
  readonly address: string
  /** Display names it was used under, with how often. */
  readonly names: ReadonlyMap<string, number>
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
  const shape = shapeOf(evidence.address)
  const role: Kind = {
    kind: 'role',
    reason: `${localPart(evidence.address)}@ is an address of a function, not of one person`,
  }
  if (isUnread(evidence.address) || isRelay(evidence.address))
    return { kind: 'robot', reason: `nobody reads mail to ${localPart(evidence.address)}@` }
  if (isListAddress(evidence)) return { kind: 'list', reason: 'a mailing list or group: many people write through it' }
  const known = evidence.sentTo + evidence.met > 0
  if (shape === 'role' && !(known && isOwnDomain(evidence))) return role
  if (
    known &&
    (shape !== 'robot' || hasHumanName(evidence)) &&
    (evidence.direct > 0 || evidence.received === 0 || evidence.met > 0)
  )
    return {
      kind: 'person',
      reason: evidence.met
        ? 'you have met'
        : evidence.direct
          ? 'you have written to each other'
          : 'you have written to them',
    }
  const { score, grounds } = weigh(evidence)
  if (score < 0) return { kind: 'robot', reason: sentence(grounds, evidence) }
  return { kind: 'person', reason: known ? 'you have written to them' : 'nothing speaks against a person' }
}

/** "Carla Meyer <hello@carlameyer.example>": the only one at a domain of their own name, which is not that of a function. */
function isOwnDomain(evidence: Evidence): boolean {
  return hasHumanName(evidence) && nameIn(evidence.names, brandOf(evidence.address)) && !namesFunction(evidence.names)
}

/**
 * Every ground with its weight: below zero together means a machine. Fitted by logistic regression on public mail with the
 * headers and again without them, judged on domains left out of the fit, then rounded. By hand: the labels' and the owner's
 * own grounds, as no public mail has them, and the marks of bulk mail, which mean more today than in that mail.
 */
const weights = {
  bias: -0.9,
  discussed: 2,
  oneWay: -3,
  replies: 2.8,
  announced: -1.5,
  issued: -0.7,
  monologue: -1.5,
  reference: -0.5,
  robotAddress: -1.2,
  roleAddress: -3,
  machineHost: -0.5,
  digits: -0.5,
  humanName: 1.5,
  machineName: -1,
  nameInAddress: 1.7,
  nameInHost: -0.9,
  'auto-submitted': -3,
  'feedback-id': -1.2,
  'precedence-bulk': -0.4,
  'category-promotions': -3,
  'category-updates': -1.2,
  'category-social': -1.6,
  written: 4,
} as const

export type Ground = Exclude<keyof typeof weights, 'bias'>

/** The score before the threshold of zero, with what each ground put in: for the page, for tests and for measuring. */
export function weigh(evidence: Evidence): { score: number; grounds: readonly (readonly [Ground, number])[] } {
  const grounds = (Object.entries(groundsOf(evidence)) as [Ground, number][])
    .map(([ground, value]) => [ground, value * weights[ground]] as const)
    .filter(([, value]) => value !== 0)
    .sort((a, b) => a[1] - b[1])
  return { score: weights.bias + grounds.reduce((sum, [, value]) => sum + value, 0), grounds }
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
    nameInAddress: Number(nameIn(names, squeeze(address)) || initialsIn(names, squeeze(address))),
    nameInHost: Number(nameIn(names, brandOf(address))),
    'auto-submitted': share(signals['auto-submitted']),
    'feedback-id': share(signals['feedback-id']),
    'precedence-bulk': evidence.discussed ? 0 : share(signals['precedence-bulk']),
    'category-promotions': share(signals['category-promotions']),
    'category-updates': share(signals['category-updates']),
    'category-social': share(signals['category-social']),
    written: Math.min(1, evidence.sentTo + evidence.met),
  }
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
    .map(([ground]) => words[ground])
  return [
    ...(against.length ? against : ['nothing shows a person']),
    evidence.sentTo ? 'rarely answered by you' : 'never answered by you',
  ].join(', ')
}

const words: Partial<Record<Ground, string>> = {
  oneWay: 'sends with List-Unsubscribe or other marks of bulk mail',
  announced: 'writes news and notices',
  issued: 'numbers or dates what it sends',
  monologue: 'never answers anybody',
  reference: 'an address made for one mailing',
  robotAddress: 'an address nobody reads',
  roleAddress: 'an address of a function',
  machineHost: 'a host that sends for others',
  machineName: 'a name no human bears',
  nameInHost: 'named like its own domain',
  'auto-submitted': 'sends automatically',
  'feedback-id': 'sends through a bulk mail service',
  'precedence-bulk': 'sends in bulk',
  'category-promotions': 'sorted under promotions',
  'category-updates': 'sorted under updates',
  'category-social': 'sorted under social notices',
}

const lists: ReadonlySet<string> = new Set(listLocalParts)
/** The domain of a service for groups. */
export const isListHost = (address: string): boolean => listHost.test(hostOf(address))

const listHost = /^(?:lists?|groups?|listserv|googlegroups|yahoogroups)\.|googlegroups\.com$|yahoogroups\.com$/
