/** Ties as they are kept: as texts, in portions of which each is unpacked when somebody needs one of it, since few are read. */

export interface Texts {
  /** @throws where its portion is not unpacked */
  at(place: number): string
  /** Nothing to wait for where it is unpacked already. */
  unpack(place: number): Promise<void> | undefined
}

/**
 * @param sizes how many texts each portion has
 * @param portion unpacks one: its texts, one below the other
 * @throws from `at`, where a portion is not unpacked
 */
export function textsIn(sizes: readonly number[], portion: (at: number) => Promise<string>): Texts {
  const portionOf = new Uint32Array(sizes.reduce((sum, size) => sum + size, 0))
  const begins: number[] = []
  let from = 0
  for (const [at, size] of sizes.entries()) {
    begins.push(from)
    portionOf.fill(at, from, from + size)
    from += size
  }
  const known: (readonly string[] | undefined)[] = sizes.map(() => undefined)
  const unpack = async (at: number) => {
    known[at] = (await portion(at)).split('\n')
  }
  return {
    at(place) {
      const at = portionOf[place] ?? -1
      const text = known[at]?.[place - (begins[at] ?? 0)]
      if (text === undefined) throw new Error('a tie was read before it was unpacked')
      return text
    },
    unpack(place) {
      const at = portionOf[place] ?? -1
      return known[at] ? undefined : unpack(at)
    },
  }
}

export const noTexts: Texts = textsIn([], async () => '')
