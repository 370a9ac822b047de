/** The question whether an address is the owner's as well, with its two answers; the settings take either back. */
import { cleanText } from '../../text.ts'
import { PostForm } from './layout.tsx'
import { list } from './words.ts'

/** Nothing where there is none to ask about. */
export function OwnAddress({ addresses, csrf }: { addresses: readonly string[] | undefined; csrf: string }) {
  if (!addresses?.length) return null
  const several = addresses.length > 1
  const hidden = (mine: string) => ({ own: addresses.join(' '), mine })
  return (
    <section id="own" class="notice">
      <p>
        {several ? 'Are' : 'Is'} <span class="address">{list(addresses.map((one) => cleanText(one)))}</span> yours as
        well? Until you answer, {several ? 'they stand' : 'it stands'} in no letter. You can change your answer in the
        settings.
      </p>
      <div class="pair">
        <PostForm action="/settings" csrf={csrf} hidden={hidden('yes')}>
          <button type="submit" class="q small">
            Yes, mine
          </button>
        </PostForm>
        <PostForm action="/settings" csrf={csrf} hidden={hidden('no')}>
          <button type="submit" class="q small">
            No, somebody else’s
          </button>
        </PostForm>
      </div>
    </section>
  )
}
