/** What a page hands to its parts. */
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Standing } from '../../people/types.ts'

/** A person and what the ranking says of them now. */
export interface Ranked {
  readonly person: KnownPerson
  readonly standing: Standing
}

/** Of many those that a page shows, the first ones in its order; of all the others there is a number. */
export interface Some<T> {
  readonly length: number
  readonly first: readonly T[]
}

/** What the parts of the page need to know of the request. */
export interface PeopleView {
  readonly user: User
  readonly now: Instant
  readonly all: boolean
  /** The one group that is shown whole, a page of it at a time. */
  readonly only: { readonly group: Standing['group']; readonly page: number } | undefined
  readonly csrf: string
  readonly query: string
  /** By person: what keeps somebody who is due out of the next letters, in short. */
  readonly cooling: ReadonlyMap<string, string>
}

/** What the parts of the page need to know. */
export interface PersonView {
  readonly user: User
  readonly person: KnownPerson
  readonly standing: Standing
  readonly now: Instant
  readonly csrf: string
}
