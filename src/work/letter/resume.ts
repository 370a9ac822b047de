/** Stops the letter and has it come again: by a link in it, or from the pages. */
import { liftSuppressions, suppress } from '../../db/accounts/suppressions.ts'
import { changeSettings, type User } from '../../db/accounts/users.ts'
import { hashAddress } from '../../db/sealed/hashed.ts'
import type { Deps } from '../../deps.ts'
import { normalise } from '../../text.ts'
import { requestLetter } from '../request.ts'

/** No letter goes to the user's address any more. Asked for twice it is the same. */
export async function unsubscribe({ db, seal, now }: Deps, user: User): Promise<void> {
  await db.transaction(async (tx) => {
    const addressHash = await hashAddress(tx, { seal, userId: user.id }, normalise(user.email))
    await suppress(tx, { userId: user.id, addressHash, reason: 'unsubscribed', at: now() })
  })
}

/** Letters come again, from the next weekly hour on: after an unsubscription, a break, or mail that came back. */
export async function resumeLetter(deps: Deps, user: User): Promise<void> {
  const settings = { ...user.settings, pausedUntil: null }
  await deps.db.transaction(async (tx) => {
    await liftSuppressions(tx, user.id)
    await changeSettings(tx, user.id, { pausedUntil: null })
    await requestLetter(tx, { ...user, settings }, deps.now())
  })
  deps.wake()
}
