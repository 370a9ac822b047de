/** Decides which addresses are the same human: on strong evidence only, each merge with its reason, the owner's word first. */
import { localPart, mailbox, organisation } from './address.ts'
import { firstAndLast, fullName, nameInLocalPart, nameTokens } from './name.ts'
import { robotLocalParts, roleLocalParts } from './words.ts'

/** One address as far as identity is concerned. */
export interface Identity {
  readonly address: string
  /** Display names it was used under, with how often. */
  readonly names: ReadonlyMap<string, number>
  /** Epoch milliseconds of its first appearance. */
  readonly firstAt: number
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
 * four names or more, a name found at three organisations (unless the local part agrees), two that stood on one message.
 */
export function identify(identities: readonly Identity[], wishes: Wishes): Identities {
  const ordered = [...identities].sort((a, b) => a.firstAt - b.firstAt || compare(a.address, b.address))
  const clusters = clusterSet(ordered, wishes)
  const maybe: Link[] = []
  for (const [a, b] of wishes.merge) clusters.join({ a, b, reason: 'you said they are the same' }, true)
  const faces = ordered.map(faceOf).filter((face) => !face.shared)
  for (const { links, doubtful } of proposals(faces))
    for (const link of links) if (doubtful || !clusters.join(link, false)) maybe.push(link)
  return { clusters: clusters.all(), maybe: maybe.filter((link) => clusters.apart(link.a, link.b)) }
}

/** What identifies the bearer of an address. */
interface Face {
  readonly address: string
  readonly mailbox: string
  readonly local: string
  readonly names: readonly string[]
  readonly tokens: ReadonlySet<string>
  readonly organisation: string | undefined
  /** Used by several people. */
  readonly shared: boolean
}

function faceOf({ address, names }: Identity): Face {
  const full = [...new Set([...names.keys()].map(fullName).filter((name) => name !== undefined))]
  const spelled = full.length ? undefined : nameInLocalPart(address)
  const local = localPart(mailbox(address))
  return {
    address,
    mailbox: mailbox(address),
    local: local.replace(/[._-]/g, ''),
    names: spelled ? [spelled] : full,
    tokens: new Set([...names.keys()].flatMap(nameTokens)),
    organisation: organisation(address),
    shared:
      new Set(full.map(firstAndLast)).size >= 4 ||
      unfit.has(local.replace(/[^a-z]/g, '')) ||
      /no-?reply/.test(local) ||
      /@(localhost|.*\.local|.*\.localdomain|\(none\))$/.test(address),
  }
}

/** Links in the order of their strength, so that a weaker one never prevents a stronger one. */
function* proposals(faces: readonly Face[]): Generator<{ links: readonly Link[]; doubtful: boolean }> {
  for (const group of by(faces, (face) => [face.mailbox]))
    yield { links: chain(group, 'the same mailbox'), doubtful: false }
  for (const group of by(faces, (face) => face.names)) {
    const name = shared(group)
    yield { links: chain(group, `same full name, ${title(name)}`), doubtful: isCommon(group) }
  }
  for (const group of by(faces, (face) => face.names.map(firstAndLast))) {
    const name = shared(group, firstAndLast)
    yield { links: chain(group, `same first and last name, ${title(name)}`), doubtful: isCommon(group) }
  }
  for (const group of by(faces, (face) => (distinctive(face.local) ? [face.local] : []))) {
    if (group.length > 12) continue
    for (const [i, face] of group.entries())
      for (const other of group.slice(0, i)) {
        const said = `same local part, ${localPart(other.address)}`
        if (compatible(other, face))
          yield { links: [{ a: other.address, b: face.address, reason: said }], doubtful: false }
      }
  }
}

/** The same name at three organisations is rather a common name, unless all the local parts agree. */
function isCommon(group: readonly Face[]): boolean {
  const organisations = new Set(group.map((face) => face.organisation).filter((one) => one !== undefined))
  return organisations.size >= 3 && new Set(group.map((face) => face.local)).size > 1
}

/** No two full names that contradict: one without a name, or one name's words among the other's. */
function compatible(a: Face, b: Face): boolean {
  if (!a.names.length || !b.names.length) {
    const [named, other] = a.names.length ? [a, b] : [b, a]
    return other.tokens.size === 0
      ? named.names.length > 0
      : [...other.tokens].every((token) => named.tokens.has(token))
  }
  return a.names.some((one) => b.names.some((two) => contains(one, two) || contains(two, one)))
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

const title = (name: string) => name.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const unfit: ReadonlySet<string> = new Set([...roleLocalParts, ...robotLocalParts])
