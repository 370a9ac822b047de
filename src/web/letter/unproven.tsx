/** Addresses of one's own accounts to which no letter goes, since nobody vouches for them, and the button that changes it. */
import type { User } from '../../db/accounts/users.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Destination } from '../../work/mail/address.ts'
import type { Asked } from '../../work/mail/asked.ts'
import { PostForm } from '../frame/layout.tsx'
import { moment } from '../frame/words.ts'

interface UnprovenProps {
  readonly user: User
  readonly destination: Destination
  readonly asked: readonly Asked[]
  readonly csrf: string
}

/** Nothing where every address is proven. */
export function Unproven({ user, destination, asked, csrf }: UnprovenProps) {
  const { stopped, address } = destination
  if (!asked.length) return null
  return (
    <div class="notice" id="confirm">
      {asked.map((one) => (
        <>
          <p>
            {unprovenWords(one.address)}{' '}
            {stopped ? 'No letter goes there.' : `Your letter goes to ${cleanText(address)}.`}
          </p>
          <p class="meta">{stateWords(one, placeOfUser(user))}</p>
          {one.state === 'open' || one.state === 'failed' ? (
            <PostForm action="/letter/confirm" csrf={csrf} hidden={{ address: one.address }}>
              <button type="submit" class="small">
                Send a link to {cleanText(one.address)}
              </button>
            </PostForm>
          ) : null}
        </>
      ))}
    </div>
  )
}

export const unprovenWords = (address: string) =>
  `${cleanText(address)} is not confirmed as yours: an administrator can give an account any address, and nobody else vouches for this one.`

function stateWords({ state, problem, at }: Asked, place: Place): string {
  if (state === 'open')
    return 'One short mail with a link can go there, once. When you press the button behind it, letters may go there.'
  if (state === 'failed') return `${problem ?? 'The mail with the link has not left.'} You can ask for it again.`
  if (state === 'leaving') return `A link is on its way there. ${problem ?? ''}`.trim()
  if (state === 'over')
    return 'The link that went there has run out, and it goes once only. Connect an account whose provider vouches for its address.'
  if (state === 'bounced') return 'The mail with the link was refused, since the address takes no mail.'
  if (state === 'refused') return 'Whoever reads there said that the address isn’t for this, so no link goes there.'
  const went = state === 'unknown' ? 'A link may have reached it' : 'A link went there'
  return `${went}${at ? ` on ${moment(at, place)}` : ''}. Open it and press its button; it is not sent again.`
}
