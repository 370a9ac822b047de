/** Where what was read of files goes, and what becomes of it where that fails. */
import type { Fact, Skipped } from '../facts.ts'
import type { Contact } from '../providers/standard/contacts/contact.ts'
import { reasons } from '../storable.ts'
import type { Tally } from './tally.ts'

export interface Sink {
  /** Keeps these facts. The same fact may come again. @returns what was left out, or kept only in part */
  keep(facts: readonly Fact[]): Promise<readonly Skipped[]>
  /** Forgets the meetings that are off. */
  forget(ids: readonly string[]): Promise<void>
  /** Keeps these contacts. @returns how many there was no room for */
  keepContacts(contacts: readonly Contact[]): Promise<number>
  /** Called often; how far the reading is stands in the tally. */
  progress(tally: Tally): void
}

/**
 * Keeps them together; where that fails, each by itself. What fails for all of several is no fault of theirs.
 * @throws SinkFault
 */
export async function keep(sink: Sink, facts: readonly Fact[]): Promise<readonly Skipped[]> {
  if (facts.length === 0) return []
  try {
    return await sink.keep(facts)
  } catch (error) {
    const skipped: Skipped[] = []
    let refused = 0
    for (const fact of facts)
      try {
        if (facts.length > 1) skipped.push(...(await sink.keep([fact])))
        else refused++
      } catch {
        refused++
        skipped.push({ id: fact.id, reason: fact.kind === 'mail' ? reasons.mailRefused : reasons.eventRefused })
      }
    if (refused === facts.length) throw new SinkFault(error)
    return skipped
  }
}

/** @throws SinkFault */
export async function forget(sink: Sink, ids: readonly string[]): Promise<void> {
  try {
    await sink.forget(ids)
  } catch (error) {
    throw new SinkFault(error)
  }
}

/** Nothing can be kept: no fault of any file. */
export class SinkFault extends Error {
  override readonly name = 'SinkFault'
  constructor(cause: unknown) {
    super('nothing can be kept', { cause })
  }
}
