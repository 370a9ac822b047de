/** The owner's people as a letter needs them: counted together, and looked up where one is meant; all of them only where it cannot be helped. */
import { breathe } from '../../../breathe.ts'
import type { Database } from '../../../db/database.ts'
import { type Crowd, readCrowd } from '../../../db/few/crowd.ts'
import { listUntold } from '../../../db/few/prospects.ts'
import { asOf, type KnownPerson, listPeople } from '../../../db/people.ts'
import { listDoubtful, listHolders } from '../../../db/some-people.ts'
import type { Instant } from '../../../facts.ts'
import { isTie } from '../../../people/judge/gate.ts'

/** All as they stand at the moment of the letter. */
export interface Circle extends Pick<Crowd, 'isEmpty' | 'isOld'> {
  /** How many the owner really writes to. */
  readonly ties: number
  /** Addresses of whoever has died. */
  readonly died: ReadonlySet<string>
  /** Main addresses of people at the host that was asked about. */
  readonly colleagues: readonly string[]
  /** Those of whom no column tells whether a letter may name them. */
  readonly untold: readonly KnownPerson[]
  /** Those who may be the same human as another entry, and those entries. */
  readonly doubtful: readonly KnownPerson[]
  /** Whoever has one of these addresses (in normal form), by each address of theirs. Nobody is asked for twice. */
  find(addresses: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>>
  /** For a letter that speaks of all of them, as one that names nobody does. */
  everybody(): Promise<readonly KnownPerson[]>
}

/** `before`: whether there was contact before it. `host`: for colleagues, by the end of their address. */
export async function readCircle(
  db: Database,
  userId: string,
  { at, ...asked }: { readonly at: Instant; readonly before: Instant; readonly host: string | undefined },
): Promise<Circle> {
  const asAt = (people: readonly KnownPerson[]) => people.map((person) => asOf(person, at))
  const [crowd, untold, doubtful] = await Promise.all([
    readCrowd(db, userId, asked),
    listUntold(db, userId).then(asAt),
    listDoubtful(db, userId).then(asAt),
  ])
  await breathe()
  const known = new Map<string, KnownPerson>()
  const looked = new Set<string>()
  const keep = (people: readonly KnownPerson[]) => {
    for (const person of people) for (const { address } of person.addresses) known.set(address, person)
  }
  keep([...untold, ...doubtful])
  let all: Promise<readonly KnownPerson[]> | undefined
  return {
    isEmpty: crowd.isEmpty,
    isOld: crowd.isOld,
    ties: crowd.ties + untold.filter(isTie).length,
    died: new Set(crowd.died),
    colleagues: crowd.at,
    untold,
    doubtful,
    async find(addresses) {
      const missing = [...new Set(addresses)].filter((address) => !known.has(address) && !looked.has(address))
      for (const address of missing) looked.add(address)
      if (missing.length) keep(asAt(await listHolders(db, userId, missing)))
      return known
    },
    everybody() {
      all ??= listPeople(db, userId).then(asAt)
      return all
    },
  }
}
