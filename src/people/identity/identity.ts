/** Decides which addresses are the same human: on strong evidence only, each merge with its reason, the owner's word first. */

import { atOnce } from '../../breathe.ts'
import type { AddressBook } from '../address-book.ts'
import { reason } from '../reasons.ts'
import { proposals } from './alike.ts'
import { type Face, faceOf } from './features.ts'
import type { Identity, Link, Note, Renamed } from './types.ts'

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
  /** Organisations that changed their domain. */
  readonly renamed?: Renamed
  /** What the owner's address book says of these addresses. */
  readonly book?: AddressBook
  readonly note?: Note | undefined
}

/**
 * Clusters addresses. Merged are: one mailbox written in two ways; two that stand in one contact of the owner's; the same full name of two words or more; the same first
 * and last name; a full name that is the other's account ("Anna Berg", annaberg85); the same distinctive local part or
 * account where no name contradicts; the same local part at one organisation with a name in common. Never merged:
 * addresses used under four names or more, a name that is common at three organisations, two with other names between the
 * same first and last one, two that stood on one message.
 * What its bearer chose, a name or a local part, brings no address to someone whom the owner writes to until the owner has
 * written there or met them too: that waits for a tap, as an impostor would choose just those.
 */
export const identify = (identities: readonly Identity[], wishes: Wishes): Identities =>
  atOnce(identifying(identities, wishes))

/** The same, with pauses: there are thousands of addresses. */
export function* identifying(identities: readonly Identity[], wishes: Wishes): Generator<undefined, Identities> {
  const ordered = [...identities].sort((a, b) => a.firstAt - b.firstAt || compare(a.address, b.address))
  const clusters = clusterSet(ordered, wishes)
  const maybe = new Map<string, Link>()
  for (const [a, b] of wishes.merge)
    clusters.join({ a, b, reason: reason('you said they are the same') }, { forced: true })
  const faces: Face[] = []
  for (const one of ordered) {
    const face = faceOf(one, wishes.renamed)
    if (!face.shared) faces.push(face)
    yield
  }
  for (const { links, doubtful, chosen } of proposals(faces, wishes.book, wishes.note)) {
    yield
    for (const link of links)
      if ((doubtful || !clusters.join(link, { chosen })) && !maybe.has(`${link.a} ${link.b}`))
        maybe.set(`${link.a} ${link.b}`, link)
  }
  return { clusters: clusters.all(), maybe: clusters.between([...maybe.values()]) }
}

/** Keeps clusters with their members, and refuses to join what the owner split or one message showed apart. */
function clusterSet(ordered: readonly Identity[], wishes: Wishes) {
  type Member = { readonly address: string; reason: string; readonly age: number }
  const cluster = new Map<string, Member[]>(
    ordered.map(({ address }, age) => [address, [{ address, reason: '', age }]]),
  )
  const unvouched = new Set(ordered.filter((one) => one.vouched === false).map((one) => one.address))
  const isVouched = (members: readonly Member[]) => members.some((one) => !unvouched.has(one.address))
  const refused = new Set(wishes.split.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  const refuse = (a: string, b: string, forced: boolean) =>
    refused.has(`${a} ${b}`) || (!forced && wishes.together(a, b))
  const areApart = (left: readonly Member[], right: readonly Member[], forced: boolean) =>
    left.some((one) => right.some((two) => refuse(one.address, two.address, forced)))
  return {
    /** The first link between each two clusters that are still two and that the owner did not split. */
    between(links: readonly Link[]): readonly Link[] {
      const asked = new Map<Member[] | undefined, Set<Member[] | undefined>>()
      return links.filter(({ a, b }) => {
        const [left, right] = [cluster.get(a), cluster.get(b)]
        if (left === right || refused.has(`${a} ${b}`) || asked.get(left)?.has(right)) return false
        asked.set(left, new Set([...(asked.get(left) ?? []), right]))
        asked.set(right, new Set([...(asked.get(right) ?? []), left]))
        return true
      })
    },
    join({ a, b, reason }: Link, { forced = false, chosen = true }): boolean {
      const left = cluster.get(a)
      const right = cluster.get(b)
      if (!left || !right) return false
      if (left === right) return true
      if (!forced && chosen && isVouched(left) !== isVouched(right)) return false
      if (areApart(left, right, forced)) return false
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

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
