/** To an owner who was away for so long that reading had stopped: one line, on the day of their return. */
import type { User } from '../../db/accounts/users.ts'
import { placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { hasStopped } from '../../work/mail/absence.ts'
import { day } from './words.ts'

export function Returned({ user }: { user: Pick<User, 'seenAt' | 'stoppedAt' | 'timeZone' | 'settings'> }) {
  const { stoppedAt } = user
  if (!stoppedAt || hasStopped(user)) return null
  return (
    <p class="notice">
      Welcome back. Nobody had been here for {sayLasting(policy.absence.stop)}, so reading and letters stopped on{' '}
      {day(stoppedAt, placeOfUser(user))}. Both go on now, where they stopped.
    </p>
  )
}
