/** Finds work addresses from which nothing has come for a year while others there go on: a question for a page, never a claim. */
import { dayMs } from '../days.ts'
import type { Human, Look } from '../identity/human.ts'
import { firmOf } from '../identity/renamed.ts'
import type { Renamed } from '../identity/types.ts'

/** The address may be out of use: nothing of any kind for so long. */
const quietMs = 365 * dayMs
/** Others of the same place were on mail or at a meeting within this. */
const goesOnMs = 90 * dayMs
/** One other may be the one whom somebody left their work to. */
const othersThere = 2

/** By key: the address of somebody whose newest is at an organisation that goes on without it. */
export function quietAddresses(
  humans: readonly Human[],
  { now, renamed }: { readonly now: number; readonly renamed: Renamed },
): ReadonlyMap<string, string> {
  const active = new Map<string, number>()
  const quiet: { readonly key: string; readonly place: string; readonly address: string }[] = []
  for (const { key, kind, looks } of humans) {
    const newest = kind.kind === 'person' ? newestOf(looks) : undefined
    const place = newest && firmOf(newest.address, renamed)
    if (!newest || place === undefined) continue
    if (now - newest.lastAt <= goesOnMs) active.set(place, (active.get(place) ?? 0) + 1)
    if (now - newest.lastAt >= quietMs) quiet.push({ key, place, address: newest.address })
  }
  return new Map(
    quiet.flatMap(({ key, place, address }) =>
      (active.get(place) ?? 0) >= othersThere ? [[key, address] as const] : [],
    ),
  )
}

const newestOf = (looks: readonly Look[]) =>
  looks.reduce<Look | undefined>((a, b) => (a && a.lastAt > b.lastAt ? a : b), undefined)
