/** Decides which addresses are the same human: on strong evidence only, each merge with its reason, the owner's word first. */
import { localPart, mailbox, organisation } from './address.ts'
import { firstAndLast, fullName, nameInLocalPart, nameTokens } from './name.ts'
import { robotLocalParts, roleLocalParts } from './words.ts'

/** One address as far as identity is concerned. */
export interface Identity {
  readonly address: string
  /** Display names it was used under, with how often. */
  readonly names: ReadonlyMap<string, number>
  /** Epoch milliseconds of its first and last appearance. */
  readonly firstAt: number
  readonly lastAt: number
}

export interface Link {
  readonly a: string
  readonly b: string
  readonly reason: string
}

export interface Identities {
  /** Every address given, in clusters; the oldest address first, the others each with the reason of their merge. */
  readonly clusters: readonly (readonly { readonly address: string; readonly reason: string }[])[]
  /** Pairs that may be the same human and wait for a tap. */
  readonly maybe: readonly Link[]
}

export interface Wishes {
  /** Pairs that the owner merged or split, decided last. */
  readonly merge: readonly (readonly [string, string])[]
  readonly split: readonly (readonly [string, string])[]
  /** Two addresses that stood on one message together with one name or local part. */
  together(a: string, b: string): boolean
}

/**
 * Clusters addresses. Merged are: one mailbox written in two ways, the same full name of two words or more, the same
 * first and last name, and the same distinctive local part where no name contradicts. Never merged: addresses used under
 * four names or more, a name that is common at three organisations, two that stood on one message.
 */
export function identify(identities: readonly Identity[], wishes: Wishes): Identities {
  const ordered = [...identities].sort((a, b) => a.firstAt - b.firstAt || compare(a.address, b.address))
  const clusters = clusterSet(ordered, wishes)
  const maybe = new Map<string, Link>()
  for (const [a, b] of wishes.merge) clusters.join({ a, b, reason: 'you said they are the same' }, true)
  const faces = ordered.map(faceOf).filter((face) => !face.shared)
  for (const { links, doubtful } of proposals(faces))
    for (const link of links)
      if ((doubtful || !clusters.join(link, false)) && !maybe.has(`${link.a} ${link.b}`))
        maybe.set(`${link.a} ${link.b}`, link)
  return { clusters: clusters.all(), maybe: [...maybe.values()].filter((link) => clusters.apart(link.a, link.b)) }
}

/** What identifies the bearer of an address. */
interface Face {
  readonly address: string
  readonly mailbox: string
  /** Local part without dots; at GitHub's reply-less addresses the account. */
  readonly local: string
  /** The local part, and what was set as a name but is an account's: "carlosgmartin". */
  readonly handles: readonly string[]
  /** One of its names is an account's. */
  readonly aliased: boolean
  /** Full names used at least one time in ten. */
  readonly names: readonly string[]
  /** All words of names but the local part itself, which some set as their name. */
  readonly tokens: ReadonlySet<string>
  readonly organisation: string | undefined
  readonly firstAt: number
  readonly lastAt: number
  /** Used by several people. */
  readonly shared: boolean
}

function faceOf({ address, names, firstAt, lastAt }: Identity): Face {
  const total = [...names.values()].reduce((a, b) => a + b, 0)
  const full = [...names]
    .map(([name, count]) => ({ name: fullName(name), count }))
    .filter(({ name }) => name !== undefined)
  const main = [...new Set(full.filter(({ count }) => count * 10 >= total).map(({ name }) => name ?? ''))]
  const spelled = full.length ? undefined : nameInLocalPart(address)
  const local = handleOf(address)
  return {
    address,
    mailbox: mailbox(address),
    local,
    handles: [...new Set([local, ...[...names.keys()].map(handleName)])].filter(distinctive),
    aliased: [...names.keys()].map(handleName).some(distinctive),
    names: spelled ? [spelled] : main,
    tokens: new Set(
      [...names.keys()]
        .filter((name) => !distinctive(handleName(name)))
        .flatMap(nameTokens)
        .filter((token) => token !== local),
    ),
    organisation: organisation(address),
    firstAt,
    lastAt,
    shared: isShared(address, names, new Set(full.map(({ name }) => firstAndLast(name ?? ''))).size),
  }
}

/** Four people or more, a relay that writes "Anna via Tool", a function, or a machine's default address. */
function isShared(address: string, names: ReadonlyMap<string, number>, people: number): boolean {
  const local = localPart(mailbox(address))
  const relayed = [...names.keys()].some((name) => / via /i.test(name))
  return (
    people >= 4 ||
    relayed ||
    unfit.has(local.replace(/[^a-z]/g, '')) ||
    /no-?reply/.test(local) ||
    /@(?:localhost|\(none\)|\?)?$/.test(address)
  )
}

/** Links in the order of their strength, so that a weaker one never prevents a stronger one. */
function* proposals(faces: readonly Face[]): Generator<{ links: readonly Link[]; doubtful: boolean }> {
  const lastNames = bearersOfLastNames(faces)
  for (const group of by(faces, (face) => [face.mailbox]))
    yield { links: chain(group, 'the same mailbox'), doubtful: false }
  for (const same of [(name: string) => name, firstAndLast])
    for (const group of by(faces, (face) => face.names.map(same))) {
      const name = shared(group, same)
      const what = same === firstAndLast ? 'same first and last name' : 'same full name'
      yield {
        links: chain(group, `${what}, ${title(name)}`),
        doubtful: isCommon(group, lastNames.get(lastOf(name)) ?? 0),
      }
    }
  const words = new Set(faces.flatMap((face) => [...face.tokens]))
  for (const group of by(faces, (face) => face.handles)) {
    if (group.length > 12) continue
    for (const [i, face] of group.entries())
      for (const other of group.slice(0, i))
        if (compatible(other, face)) {
          const handle = face.handles.find((one) => other.handles.includes(one)) ?? ''
          const named =
            other.names.length + face.names.length > 0 || /\d/.test(handle) || (other.aliased && face.aliased)
          const reason = `same local part, ${handle}`
          yield { links: [{ a: other.address, b: face.address, reason }], doubtful: words.has(handle) || !named }
        }
  }
}

/**
 * The same name at three organisations is rather a common name: where they were in use at the same time, or where others
 * bear the last name too. One organisation after the other is a career.
 */
function isCommon(group: readonly Face[], bearers: number): boolean {
  const placed = group.filter((face) => face.organisation !== undefined)
  if (new Set(placed.map((face) => face.organisation)).size < 3) return false
  if (new Set(placed.map((face) => face.local)).size === 1 && distinctive(placed[0]?.local ?? '')) return false
  return bearers > 1 || overlapping(placed) >= 3
}

/** How many organisations at most were in use at one moment. */
function overlapping(faces: readonly Face[]): number {
  const at = (moment: number) => faces.filter((face) => face.firstAt < moment && moment < face.lastAt)
  return Math.max(0, ...faces.map((face) => new Set(at(face.firstAt + 1).map((one) => one.organisation)).size))
}

/** How many first names go with each last name. */
function bearersOfLastNames(faces: readonly Face[]): ReadonlyMap<string, number> {
  const full = new Set(faces.flatMap((face) => face.names.map(firstAndLast)))
  const bearers = new Map<string, number>()
  for (const name of full) bearers.set(lastOf(name), (bearers.get(lastOf(name)) ?? 0) + 1)
  return bearers
}

/** No names that contradict: one is nameless, or one name's words are among the other's. */
function compatible(a: Face, b: Face): boolean {
  if (a.names.length && b.names.length)
    return a.names.some((one) => b.names.some((two) => contains(one, two) || contains(two, one)))
  const within = (one: Face, other: Face) => [...one.tokens].every((token) => other.tokens.has(token))
  return within(a, b) || within(b, a)
}

function contains(name: string, part: string): boolean {
  const words = name.split(' ')
  return part.split(' ').every((word) => words.includes(word))
}

const distinctive = (local: string) => local.length >= 6 && !unfit.has(local.replace(/[^a-z]/g, ''))

/** Keeps clusters with their members, and refuses to join what the owner split or one message showed apart. */
function clusterSet(ordered: readonly Identity[], wishes: Wishes) {
  type Member = { readonly address: string; reason: string; readonly age: number }
  const cluster = new Map<string, Member[]>(
    ordered.map(({ address }, age) => [address, [{ address, reason: '', age }]]),
  )
  const refused = new Set(wishes.split.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  const refuse = (a: string, b: string, forced: boolean) =>
    refused.has(`${a} ${b}`) || (!forced && wishes.together(a, b))
  return {
    apart: (a: string, b: string) => cluster.get(a) !== cluster.get(b) && !refused.has(`${a} ${b}`),
    join({ a, b, reason }: Link, forced: boolean): boolean {
      const left = cluster.get(a)
      const right = cluster.get(b)
      if (!left || !right) return false
      if (left === right) return true
      for (const one of left) for (const two of right) if (refuse(one.address, two.address, forced)) return false
      const oldest = (members: Member[]) => members.reduce((x, y) => (x.age < y.age ? x : y))
      const younger = oldest(left).age < oldest(right).age ? right : left
      oldest(younger).reason = reason
      const joined = [...left, ...right].sort((x, y) => x.age - y.age)
      for (const member of joined) cluster.set(member.address, joined)
      return true
    },
    all: () =>
      [...new Set(cluster.values())].map((members) => members.map(({ address, reason }) => ({ address, reason }))),
  }
}

function by(faces: readonly Face[], keys: (face: Face) => readonly string[]): readonly (readonly Face[])[] {
  const groups = new Map<string, Face[]>()
  for (const face of faces)
    for (const key of new Set(keys(face))) {
      const group = groups.get(key)
      if (group) group.push(face)
      else groups.set(key, [face])
    }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Links the oldest of a group with each of the others. */
const chain = ([first, ...rest]: readonly Face[], reason: string): Link[] =>
  first ? rest.map((face) => ({ a: first.address, b: face.address, reason })) : []

function shared([first, second]: readonly Face[], of: (name: string) => string = (name) => name): string {
  const names = new Set(second?.names.map(of))
  return first?.names.map(of).find((name) => names.has(name)) ?? ''
}

/** The local part without tag and separators; GitHub puts the account behind a number and a plus. */
function handleOf(address: string): string {
  const account = /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/.exec(address)?.[1]
  return (account ?? localPart(mailbox(address))).replace(/[._-]/g, '')
}

/** A name of one word that is written like an account: "gfyoung", "MarsBarLee", "abhishek-fujitsu"; empty for others. */
function handleName(name: string): string {
  return /^[\w.-]+$/.test(name) && /[\d_.-]|^[a-z]|.[A-Z].*[a-z]/.test(name)
    ? name.toLowerCase().replace(/[._-]/g, '')
    : ''
}

const lastOf = (name: string) => name.split(' ').at(-1) ?? ''
const title = (name: string) => name.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const unfit: ReadonlySet<string> = new Set([...roleLocalParts, ...robotLocalParts])
