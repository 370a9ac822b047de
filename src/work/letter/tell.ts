/** One person of a letter: what is said of them. */
import { breathe } from '../../breathe.ts'
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Telling } from '../../letter/find/telling.ts'
import { points, type Said } from '../../letter/say/points.ts'
import { weekOf } from '../../letter/week.ts'
import { reachOfPerson } from '../../people/judge/reach.ts'
import { placeOfUser } from '../../place.ts'
import { wholeSettings } from '../../settings.ts'
import { type Between, laterOf } from '../people/contacts.ts'
import type { Accounts } from './sources/accounts.ts'

/** What may be said of one person. */
export interface Told {
  readonly telling: Telling
  readonly points: readonly Said[]
}

/** For whom and for which moment, and how far the record goes. */
export interface Teller {
  readonly user: User
  readonly at: Instant
  readonly accounts: Pick<Accounts, 'readBackTo' | 'horizon' | 'reaches'>
}

/** What is known of one person beside who they are: what lies between the two, and what stands apart from it. */
export interface Known
  extends Pick<Between, 'contacts' | 'readBackTo'>,
    Pick<Telling, 'named' | 'whose' | 'notes' | 'birthdays'> {}

/** Every true point on one person. */
export async function tell(
  { user, at, accounts }: Teller,
  person: KnownPerson,
  { readBackTo: cut, ...known }: Known,
): Promise<Told> {
  const readBackTo = laterOf(accounts.readBackTo, cut)
  const telling: Telling = {
    person,
    ...known,
    now: at,
    ...placeOfUser(user),
    ...(readBackTo ? { readBackTo } : {}),
    horizon: accounts.horizon,
    ...(reachOfPerson(person, at, accounts.reaches).state === 'read' ? {} : { cut: true }),
    minutes: wholeSettings(user.settings).coffeeMinutes,
    seed: `${user.id}|${weekOf(at, user.timeZone)}|${person.id}`,
  }
  await breathe()
  const all = points(telling)
  await breathe()
  return { telling, points: all }
}
