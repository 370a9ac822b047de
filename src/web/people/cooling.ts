/** Who was in a letter of late, and from when on they may be named again: said wherever somebody is called due. */
import { Temporal } from 'temporal-polyfill'
import type { Overview } from '../../db/overview.ts'
import type { Instant } from '../../facts.ts'
import { coolingShort } from '../../letter/choose/why-not.ts'
import type { Appearance } from '../../letter/types.ts'
import type { Alike } from '../../people/judge/alike.ts'
import type { Place } from '../../place.ts'
import type { Ranked } from '../frame/view.ts'

/** Who was in one of the last letters, and from when on they may be named again; by person. */
export function coolingOf(
  people: readonly Ranked[],
  { digests }: Overview,
  { place, now, alike }: { readonly place: Place; readonly now: Instant; readonly alike: Alike },
) {
  const named = new Map<string, Appearance[]>()
  for (const { sends, sentAt, createdAt, items } of digests.toReversed())
    for (const { address, outcome } of sends > 0 ? items : [])
      if (address) named.set(address, [...(named.get(address) ?? []), { at: sentAt ?? createdAt, outcome }])
  const short = named.size ? people : []
  return new Map(
    short.flatMap(({ person }) => {
      const appearances = [person, ...alike(person)]
        .flatMap(({ addresses }) => addresses)
        .flatMap(({ address }) => named.get(address) ?? [])
        .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
      const words = coolingShort(appearances, now, { ...place, close: person.close })
      return words ? [[person.id, words] as const] : []
    }),
  )
}
