/** Answers "which addresses are the same human", and which pairs it would only suggest. */
import * as z from 'zod'
import { identify } from '../../src/people/identity/identity.ts'
import type { Identity } from '../../src/people/identity/types.ts'
import { cleanText, normalise } from '../../src/text.ts'
import { readValues } from './lines.ts'

const schema = z.object({
  id: z.string(),
  set: z.string(),
  name: z.string().nullish(),
  email: z.string(),
  messages: z.number().nullish(),
})

export interface IdentityAnswer {
  readonly id: string
  readonly cluster: string
}

export interface IdentityAnswers {
  readonly clusters: readonly IdentityAnswer[]
  /** Pairs of ids that wait for a tap. */
  readonly maybe: readonly { readonly a: string; readonly b: string; readonly reason: string }[]
}

/** @throws InputError that names the file and the line */
export function answerIdentities(path: string): IdentityAnswers {
  const rows = readValues(path, schema)
  const answers = [...Map.groupBy(rows, ({ set }) => set)].map(([set, some]) => {
    const ids = Map.groupBy(some, ({ email }) => normalise(email))
    const identities = [...ids].map(
      ([address, rows]): Identity => ({ address, names: namesOf(rows), firstAt: 0, lastAt: 0 }),
    )
    const { clusters, maybe } = identify(identities, { merge: [], split: [], together: () => false })
    const idOf = (address: string) => ids.get(address)?.[0]?.id ?? address
    return {
      clusters: clusters.flatMap((members, i) =>
        members.flatMap(({ address }) => (ids.get(address) ?? []).map(({ id }) => ({ id, cluster: `${set}-${i}` }))),
      ),
      maybe: maybe.map(({ a, b, reason }) => ({ a: idOf(a), b: idOf(b), reason })),
    }
  })
  return { clusters: answers.flatMap((one) => one.clusters), maybe: answers.flatMap((one) => one.maybe) }
}

function namesOf(rows: readonly z.infer<typeof schema>[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  for (const { name, messages } of rows) {
    const clean = cleanText(name ?? '', 80)
    if (clean) names.set(clean, (names.get(clean) ?? 0) + (messages ?? 1))
  }
  return names
}
