/** What is other than in the letter that was shown before: whom the owner refused, and who dropped out of one that went. */
import { months } from '../../dates.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Refused } from '../../work/letter/judge-pick.ts'
import { PostForm } from '../frame/layout.tsx'

interface ChangedProps {
  readonly refused: readonly Refused[]
  readonly missing: readonly string[]
  readonly user: User
  readonly csrf: string
}

export function Changed({ refused, missing, user, csrf }: ChangedProps) {
  const others = missing.filter((name) => !refused.some(({ firstName }) => firstName === name))
  return (
    <>
      {refused.map(({ personId, firstName, until }) => (
        <div class="notice changed" role="status">
          <p>
            {firstName}:{' '}
            {until
              ? `not before ${months[until.toZonedDateTimeISO(user.timeZone).month - 1]}.`
              : 'you talk elsewhere, so silence here means nothing.'}
          </p>
          <PostForm action="/letter/unpick" csrf={csrf} hidden={{ person: personId }}>
            <button type="submit" class="bare" aria-label={`Undo: ${firstName}`}>
              Undo
            </button>
          </PostForm>
        </div>
      ))}
      {others.length ? (
        <p class="meta">
          {others.join(', ')} {others.length === 1 ? 'was' : 'were'} in this letter and{' '}
          {others.length === 1 ? 'is' : 'are'} not shown any more, by your word or because something came in since.
        </p>
      ) : null}
    </>
  )
}
