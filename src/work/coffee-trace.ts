/** What the stored mail and meetings with somebody say about planning a coffee with them: where, when, by which account. */

import type { ZoneGuess } from '../coffee/types.ts'
import { guessZone } from '../coffee/zone.ts'
import type { Connection } from '../db/accounts.ts'
import { type FactRow, type KnownPerson, timeline } from '../db/people.ts'
import type { Deps } from '../deps.ts'
import { normalise } from '../text.ts'
import { addressesOf } from './decide.ts'

export interface Trace {
  /** Minutes after midnight in the owner's zone at which the two met, newest first. */
  readonly usual: readonly number[]
  readonly zone?: ZoneGuess
  /** The account that saw the newest of it, among those asked about. */
  readonly connection?: Connection
  /** Subjects and titles between the two, newest first. */
  readonly titles: readonly string[]
}

/** As far back as a habit is worth following. */
const newest = 200
/** More people than this were no coffee. */
const fewPeople = 4

/** @param connections the accounts that can be used, the first of which serves where none of them saw this person */
export async function readTrace(
  deps: Deps,
  user: { readonly id: string; readonly timeZone: string },
  person: KnownPerson,
  connections: readonly Connection[],
): Promise<Trace> {
  const addresses = addressesOf(person)
  const rows = await timeline(deps.db, user.id, { addresses, limit: newest })
  const zone = guessZone(observedClocks(rows, person, addresses), user.timeZone)
  const known = new Map(connections.map((one) => [one.id, one]))
  const last = rows.find(({ connectionId }) => known.has(connectionId))
  const connection = (last && known.get(last.connectionId)) ?? connections[0]
  return {
    usual: rows.filter(isCoffeeLike).map(({ at }) => {
      const { hour, minute } = at.toZonedDateTimeISO(user.timeZone)
      return hour * 60 + minute
    }),
    titles: rows.flatMap(({ title }) => title ?? []),
    ...(zone ? { zone } : {}),
    ...(connection ? { connection } : {}),
  }
}

function observedClocks(rows: readonly FactRow[], { relationship }: KnownPerson, addresses: readonly string[]) {
  const seen = rows.flatMap(({ at, mail }) =>
    mail?.offset !== undefined && mail.from && addresses.includes(normalise(mail.from[0]))
      ? [{ at, minutes: mail.offset }]
      : [],
  )
  const { offsetMinutes, lastAt } = relationship
  return seen.length || offsetMinutes === undefined || !lastAt ? seen : [{ at: lastAt, minutes: offsetMinutes }]
}

function isCoffeeLike({ meeting }: FactRow): boolean {
  if (!meeting || meeting.cancelled || meeting.allDay || meeting.free || meeting.mine === 'declined') return false
  return meeting.people.filter(({ resource }) => !resource).length <= fewPeople
}
