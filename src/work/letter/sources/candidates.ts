/** Finds whom a letter may name: the best by the columns of their rows, and everybody who comes before others whatever those say. */
import { breathe } from '../../../breathe.ts'
import type { Database } from '../../../db/database.ts'
import { asOf, type KnownPerson } from '../../../db/people.ts'
import { listProspects, readProspects } from '../../../db/prospects.ts'
import type { Floor } from '../../../letter/choose/choose.ts'
import { hopeOf, isLongAgo, lagOf, type Prospect } from '../../../letter/choose/hope.ts'
import { occasionFrom } from '../../../letter/choose/occasion.ts'
import { isTie } from '../../../people/judge/gate.ts'
import { isMatterKnown } from '../../../people/judge/hindrance.ts'
import type { Sources } from './sources.ts'

/** Some of those whom a letter may name. */
export interface Some {
  /** In the order of their ids. */
  readonly people: readonly KnownPerson[]
  /** What everybody else may be worth at most. */
  readonly floor: Floor
}

/** So many of the best are read at first: more than a letter looks at for variety's sake. */
const first = { due: 32, longAgo: 6 }
/** Of those there are so many times as many in the next attempt, where these do not do. */
const times = 4

export interface Wanted {
  readonly historyYears: number
  /** Whoever is in a letter that is shown already, by address. */
  readonly pinned: readonly string[]
  /** Addresses of whoever was named of late, so that they hardly come into question. */
  readonly named: ReadonlySet<string>
}

/**
 * More and more of them, each time with all that came before; the last time with everybody. A choice among some that does not
 * reach below their floor is the choice among all (`chooseAbove`).
 */
export async function* someAndMore(
  db: Database,
  { user, at, accounts, circle }: Pick<Sources, 'user' | 'at' | 'accounts' | 'circle'>,
  { historyYears, pinned, named }: Wanted,
): AsyncGenerator<Some> {
  const since = at.subtract({ hours: Math.ceil(24 * 365.25 * historyYears) })
  const asked = { at, since, withoutMatters: isMatterKnown(accounts.readBackTo, at) }
  const moment = { at: at.epochMilliseconds, lagDays: lagOf(accounts.reaches, at.epochMilliseconds) }
  const hopes = (await listProspects(db, user.id, asked))
    .map((one) => ({ one, hope: hopeOf(one, moment) }))
    .toSorted((a, b) => b.hope - a.hope)
  await breathe()
  const [longAgo, due] = [true, false].map((is) => hopes.filter(({ one }) => isLongAgo(one, moment) === is))
  const quietSince = at.subtract({ hours: 24 * occasionFrom })
  const shown = await circle.find(pinned)
  const always = [...circle.untold, ...pinned.flatMap((address) => shown.get(address) ?? [])]
  for (let size = 1; ; size *= times) {
    const spare = named.size
    const some = [cut(due, first.due * size + spare), cut(longAgo, first.longAgo * size)] as const
    const ids = some.flatMap(({ best }) => best.map(({ one }) => one.id))
    const read = (await readProspects(db, user.id, { ids, at, quietSince })).map((person) => asOf(person, at))
    const people = new Map([...always, ...read].map((person) => [person.id, person]))
    yield {
      people: [...people.values()]
        .filter((person) => person.state === 'active' && isTie(person))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      floor: { due: some[0].floor, longAgo: some[1].floor },
    }
    if (some.every(({ floor }) => floor === Number.NEGATIVE_INFINITY)) return
  }
}

interface Hopeful {
  readonly one: Prospect
  readonly hope: number
}

const cut = (all: readonly Hopeful[] = [], count: number) => ({
  best: all.slice(0, count),
  floor: all[count]?.hope ?? Number.NEGATIVE_INFINITY,
})
