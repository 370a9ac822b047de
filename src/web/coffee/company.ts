/** Who else a coffee page is about: a third at the table, or somebody to be introduced; each only where that may be. */
import type { User } from '../../db/accounts/users.ts'
import { haveSatTogether } from '../../db/history/meetings.ts'
import { findPerson, type KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { mayBeIntroduced } from '../../letter/introduce.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import type { Tongue } from '../../place.ts'
import { findIntroducing } from '../../work/people/introducing.ts'
import { coffeeWords } from './words/words.ts'

/** By id, as the address or the form of the page has them; empty where it has none. */
export interface CompanyIds {
  readonly with: string
  readonly introduce: string
  readonly after: string
}

export interface Company {
  /** A third at the table: the note and the invitation go to both. */
  readonly also?: KnownPerson
  /** Both said yes to being introduced, and the owner has not introduced them yet. */
  readonly joint?: true
  /** The note asks whether they would like to meet this one. */
  readonly introduce?: KnownPerson
  /** The note asks how it went with this one, introduced then. */
  readonly after?: { readonly other: KnownPerson; readonly madeAt: Instant }
}

/**
 * A third may come who agreed to be introduced, or who used to meet with the other and the owner. Somebody is asked about
 * another only where both may be introduced and neither said no; and asked after it only once the two are introduced.
 */
export async function companyOf(
  deps: Deps,
  { user, person }: { readonly user: User; readonly person: KnownPerson },
  ids: CompanyIds,
): Promise<Company> {
  const id = ids.with || ids.introduce || ids.after
  const other = id && id !== person.id ? await findPerson(deps.db, user.id, id) : undefined
  if (other?.kind !== 'person' || other.state === 'died') return {}
  const pair = await findIntroducing(deps, user, [person, other])
  const stage = pair?.stage
  if (ids.with) {
    if (stage === 'agreed') return { also: other, joint: true }
    const agreed =
      pair?.sides.every(({ said }) => said === 'yes') || (await haveSatTogether(deps.db, user.id, [person, other]))
    return agreed && stage !== 'declined' ? { also: other } : {}
  }
  if (ids.introduce)
    return stage !== 'declined' && mayBeIntroduced(person) && mayBeIntroduced(other) ? { introduce: other } : {}
  return pair?.madeAt ? { after: { other, madeAt: pair.madeAt } } : {}
}

/** "Ana", "Ana and Ben". */
export const namesOf = ({ person, also }: Guests, tongue: Tongue): string =>
  also ? coffeeWords(tongue).form.names(firstNameOf(person), firstNameOf(also)) : firstNameOf(person)

interface Guests {
  readonly person: KnownPerson
  readonly also: KnownPerson | undefined
}

/** The hidden fields that bring the same company back. */
export const hiddenOf = ({ also, introduce, after }: Company): Readonly<Record<string, string>> => ({
  ...(also ? { with: also.id } : {}),
  ...(introduce ? { introduce: introduce.id } : {}),
  ...(after ? { after: after.other.id } : {}),
})
