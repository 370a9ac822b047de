/** Asks once whether a mailbox is shared from which mail goes out under two names. */
import type { User } from '../../db/accounts/users.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { sharersOf } from '../../settings.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import { sharedOptions } from '../settings/form.tsx'
import { peopleWordsFor } from './words.ts'

/** The question with its three answers; nothing once it is answered, or where there is one name. */
export function SharedMailbox({ user, csrf }: { user: User; csrf: string }) {
  const { settings } = user
  const sharers = settings.sharedMailbox === null ? sharersOf(settings) : undefined
  if (!sharers) return null
  const [one = '', other = ''] = sharers.map((name) => cleanText(name, 60))
  return (
    <section id="shared" class="notice">
      <p>{peopleWordsFor(user).sharedMailbox(one, other)}</p>
      <div class="acts">
        {sharedOptions(sharers, tongueOf(placeOfUser(user))).map(([answer, words]) => (
          <PostForm action="/settings" csrf={csrf} class="inline" hidden={{ answer }}>
            <button type="submit" class="q small">
              {cleanText(words, 100)}
            </button>
          </PostForm>
        ))}
      </div>
    </section>
  )
}
