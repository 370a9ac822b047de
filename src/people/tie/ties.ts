/** Everybody's tie, by the address that names them: each is read out of text when somebody asks for it, since few are. */
import { type Outline, outlineOf, type Social } from './outline.ts'
import { type PackedOutline, packOutline, readOutline, readTie, textOf } from './packed.ts'
import { begin, type RunningTie } from './tie.ts'

export interface Ties {
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
  pack(key: string): PackedTies | undefined
}

/** One tie as it is kept. */
export interface PackedTies {
  readonly outline: PackedOutline
  readonly text: string
}

/** None, or those that were kept. */
export function createTies(kept: readonly PackedTies[] = []): Ties {
  const packed = new Map(kept.map((one) => [one.outline[0], one]))
  const open = new Map<string, RunningTie>()
  // As long as nobody has had the tie since.
  const outlines = new Map<string, Outline>()
  const ties: Ties = {
    get(key) {
      outlines.delete(key)
      const known = open.get(key)
      if (known) return known
      const text = packed.get(key)?.text
      if (text === undefined) return undefined
      const tie = readTie(text)
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
      const known = outlines.get(key)
      if (known) return known
      const tie = open.get(key)
      const there = tie ? undefined : packed.get(key)?.outline
      const outline = tie ? outlineOf(tie, textOf(tie)) : there && readOutline(there)
      if (outline) outlines.set(key, outline)
      return outline
    },
    social: (key) => open.get(key) ?? (packed.get(key)?.outline[4] && ties.outline(key)?.social),
    keys: () => (packed.size ? new Set([...packed.keys(), ...open.keys()]) : open.keys()),
    pack(key) {
      const tie = open.get(key)
      if (!tie) return packed.get(key)
      const text = textOf(tie)
      const outline = outlineOf(tie, text)
      outlines.set(key, outline)
      return { outline: packOutline(key, outline), text }
    },
  }
  return ties
}
