/** Who may be the same human as whom, over any number of suggestions and in both directions. */

interface Entry {
  readonly key: string
  readonly addresses: readonly string[]
  /** Addresses of entries that may be the same human. */
  readonly maybe: readonly { readonly address: string }[]
}

/** By key: the keys of everybody else whom an entry may be, sorted. Who may be nobody else is not in it. */
export function connected(entries: Iterable<Entry>): ReadonlyMap<string, readonly string[]> {
  const all = [...entries]
  const doubtful = all.filter(({ maybe }) => maybe.length)
  if (!doubtful.length) return new Map()
  const named = new Set(doubtful.flatMap(({ maybe }) => maybe.map(({ address }) => address)))
  const keyOf = new Map<string, string>()
  for (const { key, addresses } of all) for (const address of addresses) if (named.has(address)) keyOf.set(address, key)
  const groups = new Map<string, Set<string>>()
  const groupOf = (key: string) => groups.get(key) ?? new Set([key])
  for (const { key, maybe } of doubtful)
    for (const { address } of maybe) {
      const other = keyOf.get(address)
      if (other === undefined || other === key || groups.get(key)?.has(other)) continue
      const joined = new Set([...groupOf(key), ...groupOf(other)])
      for (const one of joined) groups.set(one, joined)
    }
  return new Map([...groups].map(([key, group]) => [key, [...group].filter((one) => one !== key).sort()]))
}
