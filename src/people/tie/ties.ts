/** Everybody's tie, by the address that names them: each is read out of text when somebody asks for it, since few are. */
import { type Outline, outlineOf, type Social } from './outline.ts'
import { type PackedOutline, packOutline, readOutline, readTie, textOf } from './packed.ts'
import { noTexts, type Texts } from './portions.ts'
import { begin, type RunningTie } from './tie.ts'

export interface Ties {
  /** To be waited for before the tie of one of these is read, written down or added to. */
  unpack(keys: Iterable<string>): Promise<void>
  /** The caller's own, to add to. */
  get(key: string): RunningTie | undefined
  /** The same; a new one where there is none. */
  of(key: string): RunningTie
  /** Without reading it. */
  outline(key: string): Outline | undefined
  /** What others are held against: of some a part of it only. Absent where nobody else has to do with it. */
  social(key: string): Social | undefined
  keys(): Iterable<string>
  /** As it is now, without changing anything. */
  pack(key: string): PackedOne | undefined
}

/** A tie as it is kept. */
interface PackedOne {
  readonly outline: PackedOutline
  readonly text: string
}

/** None, or those that were kept: of each its outline, and in the same order its text. */
export function createTies(kept: readonly PackedOutline[] = [], texts: Texts = noTexts): Ties {
  const packed = new Map<string, number>()
  // Few of them: most have to do with nobody else.
  const social = new Set<string>()
  for (let at = 0; at < kept.length; at++) {
    const [key, , , , others] = kept[at] as PackedOutline
    packed.set(key, at)
    if (others) social.add(key)
  }
  const open = new Map<string, RunningTie>()
  // As long as nobody has had the tie since.
  const outlines = new Map<string, Outline>()
  const outlineKept = (key: string) => kept[packed.get(key) ?? -1]
  const ties: Ties = {
    async unpack(keys) {
      for (const key of keys) {
        const place = open.has(key) ? undefined : packed.get(key)
        const unpacked = place === undefined ? undefined : texts.unpack(place)
        if (unpacked) await unpacked
      }
    },
    get(key) {
      outlines.delete(key)
      const known = open.get(key)
      if (known) return known
      const place = packed.get(key)
      if (place === undefined) return undefined
      const tie = readTie(texts.at(place))
      open.set(key, tie)
      return tie
    },
    of(key) {
      const known = ties.get(key)
      if (known) return known
      const tie = begin()
      open.set(key, tie)
      return tie
    },
    outline(key) {
      const tie = open.get(key)
      if (!tie) {
        const there = outlineKept(key)
        return there && readOutline(there)
      }
      const outline = outlines.get(key) ?? outlineOf(tie, textOf(tie))
      outlines.set(key, outline)
      return outline
    },
    social: (key) => open.get(key) ?? (social.has(key) ? ties.outline(key)?.social : undefined),
    *keys() {
      yield* packed.keys()
      for (const key of open.keys()) if (!packed.has(key)) yield key
    },
    pack(key) {
      const tie = open.get(key)
      if (!tie) {
        const [outline, place] = [outlineKept(key), packed.get(key)]
        return outline && place !== undefined ? { outline, text: texts.at(place) } : undefined
      }
      const made = textOf(tie)
      const known = outlineOf(tie, made)
      outlines.set(key, known)
      return { outline: packOutline(key, known), text: made }
    },
  }
  return ties
}
