/** The invitation for what a guest chose, as soon as the one permission is there that was missing. */
import { findUser } from '../../db/accounts/users.ts'
import { asAt, findCoffee, isOpenChoice } from '../../db/coffees.ts'
import { findPersonByAddress } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { normalise } from '../../text.ts'
import { planCoffee } from './plan.ts'

/**
 * Puts the invitation in line that its owner gave the permission for; it leaves once the time to undo it is over. Where that
 * cannot be done by now, such as for a time that filled up, nothing is: the coffee's page says what there is.
 * @throws whatever is no sentence for the owner
 */
export async function inviteChosen(deps: Deps, userId: string, coffeeId: string): Promise<void> {
  const [user, found] = [await findUser(deps.db, userId), await findCoffee(deps.db, userId, coffeeId)]
  if (!user || !found) return
  const { how, startsAt: start, note, address } = asAt(found, deps.now())
  const person = await findPersonByAddress(deps.db, userId, normalise(address))
  if (!person || !isOpenChoice(asAt(found, deps.now()), deps.now())) return
  try {
    await planCoffee(deps, user, person, { how, start, note })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    deps.log('choice', { outcome: `not invited, ${error.status}` })
  }
}
