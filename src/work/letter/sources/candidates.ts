/** Finds whom a letter may name: the best by the columns of their rows, and everybody who comes before others whatever those say. */
import { breathe } from '../../../breathe.ts'
import type { Database } from '../../../db/database.ts'
import { listOccasioned, listProspects, readProspects } from '../../../db/few/prospects.ts'
import { asOf, type KnownPerson } from '../../../db/people.ts'
import type { Floor } from '../../../letter/choose/choose.ts'
import { hopeOf, isLongAgo, lagOf, type Prospect } from '../../../letter/choose/hope.ts'
import { isAnniversary, occasionFrom } from '../../../letter/choose/occasion.ts'
import { gate, isTie } from '../../../people/judge/gate.ts'
import { isMatterKnown } from '../../../people/judge/hindrance.ts'
import { placeOfUser } from '../../../place.ts'
import type { Sources } from './sources.ts'

/** Some of those whom a letter may name. */
export interface Some {
  /** In the order of their ids. */
  readonly people: readonly KnownPerson[]
  /** What everybody else may be worth at most. */
  readonly floor: Floor
}

/** So many of the best are read at first: more than a letter looks at for variety's sake. */
const first = { due: 28, longAgo: 4, anniversary: 10 }
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
  const asked = { at, withoutMatters: isMatterKnown(accounts.readBackTo, at) }
  const moment = { at: at.epochMilliseconds, lagDays: lagOf(accounts.reaches, at.epochMilliseconds) }
  const quietSince = at.subtract({ hours: 24 * occasionFrom })
  const [prospects, occasioned] = await Promise.all([
    listProspects(db, user.id, { ...asked, since }),
    listOccasioned(db, user.id, { ...asked, quietSince }),
  ])
  await breathe()
  const inOrder = (some: readonly Prospect[], leastDays: number) =>
    some
      .map((one) => ({ one, hope: hopeOf(one, { ...moment, leastDays }) }))
      .toSorted((a, b) => b.hope - a.hope || (a.one.id < b.one.id ? -1 : 1))
  const hopes = inOrder(prospects, gate.leastSilence)
  const longAgo = hopes.filter(({ one }) => isLongAgo(one, moment))
  const due = hopes.filter(({ one }) => !isLongAgo(one, moment))
  const place = { now: at, timeZone: placeOfUser(user).timeZone }
  const alone = occasioned.filter(({ other, firstAt }) => !other && firstAt !== null && isAnniversary(firstAt, place))
  const anniversaries = inOrder(alone, occasionFrom)
  const others = occasioned.flatMap(({ id, other }) => (other ? [id] : []))
  const shown = await circle.find(pinned)
  const always = [...circle.untold, ...pinned.flatMap((address) => shown.get(address) ?? [])]
  for (let size = 1; ; size *= times) {
    const some = {
      due: cut(due, first.due * size + named.size),
      longAgo: cut(longAgo, first.longAgo * size),
      anniversary: cut(anniversaries, first.anniversary * size),
    }
    const ids = new Set([...Object.values(some).flatMap(({ best }) => best.map(({ one }) => one.id)), ...others])
    const read = (await readProspects(db, user.id, { ids: [...ids], at })).map((person) => asOf(person, at))
    const people = new Map([...always, ...read].map((person) => [person.id, person]))
    const floor = { due: some.due.floor, longAgo: some.longAgo.floor, anniversary: some.anniversary.floor }
    yield {
      people: [...people.values()]
        .filter((person) => person.state === 'active' && isTie(person))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      floor,
    }
    if (Object.values(floor).every((one) => one === Number.NEGATIVE_INFINITY)) return
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
