/** What is other than in the letter that was shown before: whom the owner refused, and who dropped out of one that went. */
import type { User } from '../../db/accounts/users.ts'
import type { Refused } from '../../work/letter/judge-pick.ts'
import { PostForm } from '../frame/layout.tsx'
import { letterWordsFor } from './words/words.ts'

interface ChangedProps {
  readonly refused: readonly Refused[]
  readonly missing: readonly string[]
  readonly user: User
  readonly csrf: string
}

export function Changed({ refused, missing, user, csrf }: ChangedProps) {
  const words = letterWordsFor(user).changed
  const others = missing.filter((name) => !refused.some(({ firstName }) => firstName === name))
  return (
    <>
      {refused.map(({ personId, firstName, until }) => (
        <div class="notice changed" role="status">
          <p>{words.refused(firstName, until ? until.toZonedDateTimeISO(user.timeZone).month : null)}</p>
          <PostForm action="/letter/unpick" csrf={csrf} hidden={{ person: personId }}>
            <button type="submit" class="bare" aria-label={words.undoOf(firstName)}>
              {words.undo}
            </button>
          </PostForm>
        </div>
      ))}
      {others.length ? <p class="meta">{words.missing(others)}</p> : null}
    </>
  )
}
