/** Addresses of which the owner said that they are somebody else's, each with the way back to the question. */
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'

export function Refused({ addresses, csrf }: { addresses: readonly string[]; csrf: string }) {
  if (!addresses.length) return null
  return (
    <section id="own">
      <h2>Not your addresses</h2>
      <p class="soft">You said that these are somebody else’s.</p>
      <ul class="plain">
        {addresses.map((address) => (
          <li class="row">
            <span class="grow address">{cleanText(address)}</span>
            <PostForm action="/settings" csrf={csrf} hidden={{ own: address, mine: 'undo' }}>
              <button type="submit" class="q small" aria-label={`Undo: ${cleanText(address)} is somebody else’s`}>
                Undo
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
    </section>
  )
}
