/** Asks once whether a mailbox is shared from which mail goes out under two names. */
import { type Settings, sharersOf } from '../../settings.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import { sharedOptions } from '../settings/form.tsx'

/** The question with its three answers; nothing once it is answered, or where there is one name. */
export function SharedMailbox({ settings, csrf }: { settings: Settings; csrf: string }) {
  const sharers = settings.sharedMailbox === null ? sharersOf(settings) : undefined
  if (!sharers) return null
  const [one, other] = sharers.map((name) => cleanText(name, 60))
  return (
    <section id="shared" class="notice">
      <p>
        Mail goes out from here as {one} and as {other}. If two of you write from this mailbox, only mail under your own
        name counts as yours. You can change this in the settings at any time.
      </p>
      <div class="acts">
        {sharedOptions(sharers).map(([answer, words]) => (
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
