/** Both passes ask the same: the second has what the first was told, as long as that is little. */
import type { Instant, StoredFact } from '../../facts.ts'

/** As `FollowInput` has them. */
interface Asked {
  read(after?: Instant): AsyncIterable<StoredFact>
  copies(keys: readonly string[], until: Instant): Promise<readonly StoredFact[]>
}

/** The facts, and the copies of them, are asked for once where they are few; `read` as it is called again and again. */
export function askedOnce({ read, copies }: Asked): Asked {
  return { read: readOnce(read), copies: copiedOnce(copies) }
}

/** What came after a checkpoint, mostly: of many nothing is kept. */
function readOnce(read: Asked['read']): Asked['read'] {
  let known: { readonly after: number | undefined; readonly facts: readonly StoredFact[] } | undefined
  return async function* (after?: Instant) {
    const from = after?.epochMilliseconds
    if (known && known.after === from) return yield* known.facts
    const kept: StoredFact[] = []
    for await (const fact of read(after)) {
      if (kept.length <= fewFacts) kept.push(fact)
      yield fact
    }
    known = kept.length <= fewFacts ? { after: from, facts: kept } : undefined
  }
}

function copiedOnce(copies: Asked['copies']): Asked['copies'] {
  const told = new Map<string, readonly StoredFact[]>()
  return async (keys, until) => {
    const question = JSON.stringify([until.epochMilliseconds, keys])
    const known = told.get(question)
    if (known) return known
    const found = await copies(keys, until)
    if (told.size < mostTold && found.length <= fewCopies) told.set(question, found)
    return found
  }
}

const fewFacts = 500
const mostTold = 4
const fewCopies = 100
