/** Whose assistant asks, and what its token gives. */
import type { User } from '../../db/accounts/users.ts'
import type { Pass } from '../../db/passes.ts'
import type { PassScope } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'

export interface Visit {
  /** On a database that knows the user alone. */
  readonly deps: Deps
  readonly user: User
  readonly pass: Pass
}

/** Whether its owner ticked that box. */
export const gives = ({ pass }: Pick<Visit, 'pass'>, scope: PassScope): boolean => pass.scopes.includes(scope)
