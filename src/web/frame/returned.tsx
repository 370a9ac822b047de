/** To an owner who was away for so long that reading had stopped: one line, on the day of their return. */
import type { User } from '../../db/accounts/users.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { hasStopped } from '../../work/mail/absence.ts'
import { day, frameWords } from './words.ts'

export function Returned({ user }: { user: Pick<User, 'seenAt' | 'stoppedAt' | 'timeZone' | 'settings'> }) {
  const { stoppedAt } = user
  if (!stoppedAt || hasStopped(user)) return null
  const place = placeOfUser(user)
  return <p class="notice">{frameWords(tongueOf(place)).notes.returned(day(stoppedAt, place))}</p>
}
