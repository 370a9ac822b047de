/** Derives people and their ties from facts, all of them, at one moment. */
import { mapInTurns } from '../../breathe.ts'
import { follow } from './passes.ts'
import type { Derived, DeriveInput } from './types.ts'

/** Pure: the same facts and decisions give the same people, in whatever order facts of one moment come. */
export async function derive(input: DeriveInput): Promise<Derived> {
  const { sketches, ...derived } = (
    await follow({
      ...input,
      read: () => input.read(),
      copies: async () => [],
      decisions: async () => input.decisions,
    })
  ).derived
  return { ...derived, people: await mapInTurns(sketches, (one) => one.person()) }
}
