/** The owner’s word on somebody in the letter that is shown: yes, or not this one. */
import type { User } from '../../db/accounts/users.ts'
import { nextMoment } from '../../db/decisions.ts'
import { saveVerdict } from '../../db/digests.ts'
import { findPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { normalise } from '../../text.ts'
import { addressesOf, decide } from '../people/decide.ts'
import { requestDerive } from '../request.ts'
import { previewLetter } from './preview.ts'

/**
 * The owner's word on somebody in the letter that is shown. "Not this one" lets them rest, so that the next comes in their
 * place.
 * @throws UserError 404 where they are not in it
 */
export async function judgePick(deps: Deps, user: User, personId: string, verdict: 'yes' | 'not_this'): Promise<void> {
  const now = deps.now()
  const { letter } = await previewLetter(deps, user)
  const card = letter?.cards.find((one) => one.personId === personId)
  if (!letter || !card)
    throw new UserError(404, 'They are not in the letter that is shown now. Look at it again; nothing was changed.')
  const addressHash = await deps.seal.sign(normalise(card.address), 'address')
  await deps.db.transaction(async (tx) => {
    await saveVerdict(tx, { userId: user.id, week: letter.week, addressHash, verdict })
    const person = verdict === 'not_this' ? await findPerson(tx, user.id, personId) : undefined
    if (!person) return
    const until = now.toZonedDateTimeISO(user.timeZone).add(policy.passedOver).startOfDay().toInstant()
    const at = await nextMoment(tx, user.id, now)
    await decide(tx, { deps, userId: user.id, addresses: addressesOf(person), person, at }, { kind: 'rest', until })
    await requestDerive(tx, user.id, now)
  })
  deps.wake()
}
