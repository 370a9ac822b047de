/** Tells two people apart who write from one mailbox, by the names under which its mail goes out. */
import type { Address } from '../../facts.ts'
import { fullName, looksHuman, plainName } from './name.ts'
import { agree, isShortForm, isTurned, oneSlip, simple } from './spelling.ts'

/** A fair share of what was sent: enough not to be one borrowed evening. */
const least = { messages: 5, share: 0.15 } as const

/**
 * The two full names under which a mailbox writes, the more frequent first; empty where it is one human's. `signed` counts
 * sent mail by sender name as written; mail without a name is counted under ''. Rule: "Two sender names" in the design.
 */
export function sharersAmong(signed: ReadonlyMap<string, number>): readonly string[] {
  const total = [...signed.values()].reduce((sum, count) => sum + count, 0)
  const fair = voicesAmong(signed)
    .filter(({ count }) => count >= least.messages && count >= total * least.share)
    .toSorted((a, b) => b.count - a.count || (a.full < b.full ? -1 : 1))
  return fair.length < 2 ? [] : fair.slice(0, 2).map(({ written }) => written)
}

/** So many write from the desk of a firm, or through a relay that gives everybody one address, and none of them most of it. */
const many = 4

/** Whether an address is nobody's own: many humans write from it, each under their name. */
export function isManys(signed: ReadonlyMap<string, number>): boolean {
  if (signed.size < many) return false
  const counts = voicesAmong(signed).map(({ count }) => count)
  return counts.length >= many && Math.max(...counts) * 2 <= counts.reduce((a, b) => a + b, 0)
}

/** The humans under whose full names mail goes out, each once however written, with how much of it. */
function voicesAmong(signed: ReadonlyMap<string, number>) {
  const voices: { readonly full: string; readonly written: string; count: number }[] = []
  const byCount = [...signed].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  for (const [written, count] of byCount) {
    const full = looksHuman(written) ? fullName(written) : undefined
    if (full === undefined) continue
    const known = voices.find((voice) => !areTwo(voice.full, full))
    if (known) known.count += count
    else voices.push({ full, written: plainName(written) ?? written, count })
  }
  return voices
}

/**
 * Whether a sender name is somebody else's than the one whose name is given. A first name alone, no name and a couple's name
 * are nobody else's. Remembers what it was asked: the same few come again and again.
 */
export function listener(ownName: string | undefined): (from: Pick<Address, 'name'>) => boolean {
  const mine = fullName(ownName)
  const known = new Map<string, boolean>()
  return ({ name = '' }) => {
    if (mine === undefined || !name) return false
    const before = known.get(name)
    if (before !== undefined) return before
    const full = fullName(name)
    const another = full !== undefined && areTwo(mine, full)
    if (known.size < 1_000) known.set(name, another)
    return another
  }
}

/**
 * Full names (in the form of `fullName`) of two humans and no two forms of one: not a short form, a slip, the other order, a
 * middle name; not the same first name either, since last names change.
 */
function areTwo(a: string, b: string): boolean {
  if (agree(a, b) || isTurned(a, b)) return false
  const [one, two] = [a.split(' ').map(simple), b.split(' ').map(simple)]
  const [first = '', other = ''] = [one[0], two[0]]
  if (one.includes(other) || two.includes(first) || isShortForm(`${first} x`, `${other} x`)) return false
  return Math.max(first.length, other.length) < 4 || !oneSlip(first, other)
}
