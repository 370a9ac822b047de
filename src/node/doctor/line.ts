/** The doctor's look at the second line between users: is the role there, may this login take it, does every table have its policy. */
import type { OpenDatabase } from '../../db/open.ts'
import { type Finding, fault, look, ok } from './finding.ts'

/** @param remedy what brings tables and what the role may do up to date */
export async function checkLine({ db }: Pick<OpenDatabase, 'db'>, remedy: string): Promise<Finding> {
  const { readLine, remedyFor } = await import('../../db/rows/grants.ts')
  const { userRole } = await import('../../db/rows/role.ts')
  const line = await readLine(db)
  const { open, closed } = line
  if (open.length)
    return fault('database', `No policy of the database keeps users apart in ${open.join(', ')}; ${remedy}.`)
  if (!line.usable) {
    const said = `${remedyFor(line).join('; ')};`
    return look(
      'database',
      `Only this program keeps users apart, not the database as well: ${line.login} may not take the role ${userRole}. Have whoever may make roles say \`${said}\`, then ${remedy}.`,
    )
  }
  if (!line.bindable)
    return fault(
      'database',
      `No policy binds the role ${userRole}; say \`alter role ${userRole} nosuperuser nobypassrls;\`.`,
    )
  if (closed.length) return fault('database', `The role ${userRole} may not write ${closed.join(', ')}; ${remedy}.`)
  return ok('database', `Users are kept apart by the database as well, in the role ${userRole}.`)
}
