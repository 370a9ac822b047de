/** Tells people from robots, lists and shared functions by evidence that can be said in a sentence. */
import type { Signal } from '../facts.ts'
import { hostOf, localPart } from './address.ts'
import { hasMachineWord, looksHuman } from './name.ts'
import type { PersonKind } from './types.ts'
import { listLocalParts, robotLocalParts, roleLocalParts } from './words.ts'

/** What the facts say of one address. Counts are messages unless said otherwise. */
export interface Evidence {
  readonly address: string
  /** Display names it was used under, with how often. */
  readonly names: ReadonlyMap<string, number>
  /** Messages it sent. */
  readonly received: number
  /** How many of them carry each sign. */
  readonly signals: Readonly<Partial<Record<Signal, number>>>
  /** Messages of its own that answer another: a reply header or prefix. */
  readonly replies: number
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
  if (shape === 'robot' && robotAnyway.test(squeeze(evidence.address)))
    return { kind: 'robot', reason: `nobody reads ${localPart(evidence.address)}@` }
  if (isListAddress(evidence)) return { kind: 'list', reason: 'a mailing list or group: many people write through it' }
  const known = evidence.sentTo > 0 || evidence.met > 0
  if (known && shape !== 'person') {
    if (shape === 'role' && !evidence.names.size) return { kind: 'role', reason: roleReason(evidence) }
    if (!hasHumanName(evidence)) return { kind: shape === 'robot' ? 'robot' : 'role', reason: roleReason(evidence) }
    if (shape === 'role') return { kind: 'role', reason: roleReason(evidence) }
  }
  if (known && (evidence.direct > 0 || evidence.met > 0 || evidence.received === 0))
    return { kind: 'person', reason: evidence.met > 0 ? 'you have met' : 'you have written to each other' }
  const { score, grounds } = weigh(evidence)
  if (score < 0) return { kind: shape === 'role' ? 'role' : 'robot', reason: sentence(grounds, evidence) }
  if (shape === 'role') return { kind: 'role', reason: roleReason(evidence) }
  return {
    kind: 'person',
    reason: evidence.sentTo > 0 ? 'you have written to them' : 'nothing speaks against a person',
  }
}

/** Every ground with its weight: below zero together means a machine. Shares of an address's messages scale the first group. */
const weights = {
  bias: 1.2,
  'list-unsubscribe': -2.6,
  'auto-submitted': -3,
  'feedback-id': -2.5,
  'null-return-path': -2,
  'precedence-bulk': -0.8,
  'category-promotions': -3,
  'category-updates': -1.2,
  'category-social': -1.6,
  'category-forums': -0.3,
  'list-id': -0.4,
  'list-post': 2.4,
  sender: 0,
  replies: 2.6,
  robotAddress: -3.2,
  roleAddress: -1.8,
  machineHost: -1,
  humanName: 1.2,
  machineName: -1.8,
  noName: -0.6,
  nameInAddress: 1.4,
  digits: -0.3,
  written: 4,
} as const

type Ground = Exclude<keyof typeof weights, 'bias'>

/** The score before the threshold of zero, with what each ground put in: for the page, for tests and for measuring. */
export function weigh(evidence: Evidence): { score: number; grounds: readonly (readonly [Ground, number])[] } {
  const shape = shapeOf(evidence.address)
  const humanName = hasHumanName(evidence)
  const share = (count: number | undefined) => (evidence.received ? (count ?? 0) / evidence.received : 0)
  const values: Partial<Record<Ground, number>> = {
    replies: share(evidence.replies),
    robotAddress: Number(shape === 'robot'),
    roleAddress: Number(shape === 'role'),
    machineHost: Number(machineHost.test(hostOf(evidence.address))),
    humanName: Number(humanName),
    machineName: Number(!humanName && [...evidence.names.keys()].some(hasMachineWord)),
    noName: Number(!evidence.names.size),
    nameInAddress: Number(humanName && nameInAddress(evidence)),
    digits: Number(/\d{3}/.test(localPart(evidence.address))),
    written: Math.min(1, evidence.sentTo + evidence.met),
  }
  for (const signal of weighed) values[signal] = share(evidence.signals[signal])
  const grounds = (Object.entries(values) as [Ground, number][])
    .map(([ground, value]) => [ground, value * weights[ground]] as const)
    .filter(([, value]) => value !== 0)
    .sort((a, b) => a[1] - b[1])
  return { score: weights.bias + grounds.reduce((sum, [, value]) => sum + value, 0), grounds }
}

const weighed = [
  'list-unsubscribe',
  'auto-submitted',
  'feedback-id',
  'null-return-path',
  'precedence-bulk',
  'category-promotions',
  'category-updates',
  'category-social',
  'category-forums',
  'list-id',
  'list-post',
  'sender',
] as const satisfies readonly Signal[]

/** What the address alone looks like. */
export function shapeOf(address: string): 'robot' | 'role' | 'person' {
  const local = squeeze(address)
  const parts = localPart(address).split(/[^\p{L}]+/u)
  if (robotAnyway.test(local) || robots.has(local) || parts.some((part) => robots.has(part))) return 'robot'
  return roles.has(local) || roles.has(localPart(address)) || (parts.length > 1 && roles.has(parts[0] ?? ''))
    ? 'role'
    : 'person'
}

function isListAddress(evidence: Evidence): boolean {
  const through = evidence.signals['list-post'] ?? evidence.signals['list-id'] ?? 0
  if (evidence.received >= 3 && through === evidence.received && evidence.names.size >= 4) return true
  if (evidence.received > 0) return false
  const parts = localPart(evidence.address).split(/[^\p{L}]+/u)
  const named = listHost.test(hostOf(evidence.address)) || parts.some((part) => lists.has(part))
  return evidence.listed > 0 ? evidence.listed * 2 >= evidence.addressed : named && evidence.met === 0
}

const hasHumanName = (evidence: Evidence) => [...evidence.names.keys()].some(looksHuman)

function nameInAddress({ address, names }: Evidence): boolean {
  const local = squeeze(address)
  return [...names.keys()].some((name) =>
    name
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((word) => word.length >= 3 && local.includes(word)),
  )
}

/** The two or three heaviest grounds against a person, and whether the owner ever answered. */
function sentence(grounds: readonly (readonly [Ground, number])[], evidence: Evidence): string {
  const against = grounds
    .filter(([ground, value]) => value < 0 && words[ground])
    .slice(0, 2)
    .map(([ground]) => words[ground])
  return [
    ...(against.length ? against : ['looks automatic']),
    evidence.sentTo ? 'rarely answered by you' : 'never answered by you',
  ].join(', ')
}

const words: Partial<Record<Ground, string>> = {
  'list-unsubscribe': 'sends with List-Unsubscribe',
  'auto-submitted': 'sends automatically',
  'feedback-id': 'sends through a bulk mail service',
  'null-return-path': 'takes no replies to its envelope',
  'precedence-bulk': 'sends in bulk',
  'category-promotions': 'sorted under promotions',
  'category-updates': 'sorted under updates',
  'category-social': 'sorted under social notices',
  robotAddress: 'an address nobody reads',
  roleAddress: 'an address of a function',
  machineHost: 'a host that sends for others',
  machineName: 'a name no human bears',
  noName: 'no name given',
}

const roleReason = ({ address }: Evidence) => `${localPart(address)}@ is an address of a function, not of one person`
const squeeze = (address: string) => localPart(address).replace(/[^\p{L}]/gu, '')
const robots: ReadonlySet<string> = new Set(robotLocalParts)
const roles: ReadonlySet<string> = new Set(roleLocalParts)
const lists: ReadonlySet<string> = new Set(listLocalParts)
const robotAnyway =
  /no?reply|donotreply|dontreply|mailerdaemon|nepasrepondre|nichtantworten|noresponder|bounces?$|^unsubscribe/
const machineHost =
  /^(?:e|em|email|mail|mailer|mailing|news|newsletter|reply|bounce|bounces|notify|notifications?|alerts?|marketing|lists?|info|m|mg|send|sendgrid|mta\d*|click|updates?|offers?|response)\d*\.[^.]+\./
const listHost = /^(?:lists?|groups?|listserv|googlegroups|yahoogroups)\.|googlegroups\.com$|yahoogroups\.com$/
