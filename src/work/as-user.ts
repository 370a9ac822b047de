/** Doing something for one user: from where it is known who that is, the database knows it as well. */
import { forUser } from '../db/rows/bound.ts'
import type { Deps } from '../deps.ts'

/** The same, on a database that finds and changes rows of this user alone, whatever a statement forgets to say. */
export const asUser = <Some extends Pick<Deps, 'db'>>(deps: Some, userId: string): Some => ({
  ...deps,
  db: forUser(deps.db, userId),
})
