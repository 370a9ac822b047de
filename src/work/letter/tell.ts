/** One person of a letter: what is said of them. */
import { breathe } from '../../breathe.ts'
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { type Correction, isWrong } from '../../letter/choose/corrected.ts'
import type { Telling } from '../../letter/find/telling.ts'
import { pointsOf, type Said } from '../../letter/say/points.ts'
import type { PointKind } from '../../letter/types.ts'
import { reachOfPerson } from '../../people/judge/reach.ts'
import { placeOfUser } from '../../place.ts'
import { wholeSettings } from '../../settings.ts'
import { type Between, laterOf } from '../people/contacts.ts'
import type { Accounts } from './sources/accounts.ts'

/** What may be said of one person. */
export interface Told {
  readonly telling: Telling
  /** The one that would stand first of them: the others need not be found for it. */
  lead(): Said | undefined
  readonly points: readonly Said[]
  /** The same with those that the owner said are not right. */
  readonly all: readonly Said[]
}

/** For whom and for which moment, and how far the record goes. */
export interface Teller {
  readonly user: User
  readonly at: Instant
  /** That of the letter: "2026-W48". */
  readonly week: string
  readonly accounts: Pick<Accounts, 'readBackTo' | 'horizon' | 'reaches'>
}

/** What is known of one person beside who they are: what lies between the two, and what stands apart from it. */
export interface Known
  extends Pick<Between, 'contacts' | 'readBackTo'>,
    Pick<Telling, 'named' | 'whose' | 'notes' | 'birthdays' | 'line'> {
  readonly corrected?: Corrected
}

/** What the owner said is not right: of this person, and so often of a kind that it leads no card. */
export interface Corrected {
  readonly said: readonly Correction[]
  readonly leadless: ReadonlySet<PointKind>
}

/** Every true point on one person. */
export async function tell(
  { user, at, week, accounts }: Teller,
  person: KnownPerson,
  { readBackTo: cut, corrected, ...known }: Known,
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
    seed: `${user.id}|${week}|${person.id}`,
  }
  await breathe()
  const found = pointsOf(telling)
  return {
    telling,
    lead: () => found.lead((point) => !corrected || mayLead(point, corrected)),
    get points() {
      return corrected ? correct(found.all(), corrected) : found.all()
    },
    get all() {
      return found.all()
    },
  }
}

const mayLead = (point: Said, { said, leadless }: Corrected) => !leadless.has(point.kind) && !isWrong(point, said)

const correct = (all: readonly Said[], { said, leadless }: Corrected): readonly Said[] =>
  all
    .filter((point) => !isWrong(point, said))
    .map((point) => (leadless.has(point.kind) ? { ...point, neverLeads: true as const } : point))
