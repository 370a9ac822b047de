/** The question whether an address is the owner's as well, with its two answers; the settings take either back. */
import type { Tongue } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from './layout.tsx'
import { frameWords } from './words.ts'

interface OwnAddressProps {
  readonly addresses: readonly string[] | undefined
  readonly csrf: string
  readonly tongue: Tongue
}

/** Nothing where there is none to ask about. */
export function OwnAddress({ addresses, csrf, tongue }: OwnAddressProps) {
  if (!addresses?.length) return null
  const words = frameWords(tongue).notes.own
  const hidden = (mine: string) => ({ own: addresses.join(' '), mine })
  return (
    <section id="own" class="notice">
      <p>
        {words.ask(
          addresses.map((one) => cleanText(one)),
          (shown) => (
            <span class="address">{shown}</span>
          ),
        )}
      </p>
      <div class="pair">
        <PostForm action="/settings" csrf={csrf} hidden={hidden('yes')}>
          <button type="submit" class="q small">
            {words.mine}
          </button>
        </PostForm>
        <PostForm action="/settings" csrf={csrf} hidden={hidden('no')}>
          <button type="submit" class="q small">
            {words.theirs}
          </button>
        </PostForm>
      </div>
    </section>
  )
}
