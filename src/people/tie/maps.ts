/** The maps of a tie: most ties have nothing in most of them, and each map of their own would take two hundred bytes. */

/** Nobody writes to it: whoever does has an `owned` one first. */
export const none: ReadonlyMap<never, never> = new Map<never, never>()

/** A map to write to, which the tie has to be given. */
export const owned = <K, V>(map: ReadonlyMap<K, V>): Map<K, V> => (map === none ? new Map() : (map as Map<K, V>))

/** With one more of it. */
export function oneMore<K>(counts: ReadonlyMap<K, number>, key: K): ReadonlyMap<K, number> {
  const own = owned(counts)
  return own.set(key, (own.get(key) ?? 0) + 1)
}

/** Of what was kept of it. */
export const mapOf = <K, V>(entries: readonly (readonly [K, V])[] | undefined): ReadonlyMap<K, V> =>
  entries ? new Map(entries) : none
