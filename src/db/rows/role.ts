/** The role that policies bind: whoever runs a statement as it sees the rows of one user alone. Here are its words in SQL. */

/**
 * It may not log in, and nobody owns anything by it. The login of this program is mostly a superuser or the owner of every
 * table, whom no policy binds: so whatever is done for one user is done in this role.
 */
export const userRole = 'coffee_soon_user'

/** The setting that names the user whom a transaction is for; policies compare with it (schema.ts). */
const setting = 'coffee."user"'

/** Whether this login may take the role: its one column is `usable`. Before 16 membership alone decides, since then it says so. */
export const usableQuery = `select coalesce(pg_has_role(to_regrole('${userRole}'),
  case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end), false) as usable`

/**
 * What a transaction begins with that is for one user alone. Both end with it. They are commands and no query, so that
 * `set transaction` may still follow.
 * @throws TypeError for an id that none of ours looks like
 */
export function bindingOf(userId: string): string {
  return `set local role ${userRole}; set local ${setting} = '${checked(userId)}'`
}

/** The same as one query with two values, for whoever sends it with the one statement that it is for. */
export const bindingQuery = `select set_config('role', $1, true), set_config('coffee.user', $2, true)`

/** @throws TypeError as `bindingOf` does */
export const bindingValues = (userId: string): readonly string[] => [userRole, checked(userId)]

function checked(userId: string): string {
  if (!/^[\w.:@+-]{1,200}$/.test(userId)) throw new TypeError('not the id of a user')
  return userId
}

/** So long it is believed that a login may not take the role: then it is asked again, since an administrator may have helped. */
const askAgainMs = 60_000

/** Databases, by their address, of which this process knows that it is so: on Workers each call has a client of its own. */
const known = new Set<string>()

/**
 * Asks once, and again from time to time as long as the answer is no.
 * @param ask puts `usableQuery` to the database
 * @param address of the database, where others may have asked it before
 */
export function createUsable(ask: () => Promise<boolean>, address?: string): () => Promise<boolean> {
  let asked: { readonly at: number; readonly usable: Promise<boolean> } | null = null
  return async () => {
    if (address && known.has(address)) return true
    const now = performance.now()
    const holds = asked && ((await asked.usable) || now - asked.at < askAgainMs)
    if (asked && holds) return asked.usable
    const mine = { at: now, usable: ask() }
    asked = mine
    mine.usable.catch(() => {
      if (asked === mine) asked = null
    })
    if ((await mine.usable) && address) known.add(address)
    return mine.usable
  }
}
