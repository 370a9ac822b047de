/** Addresses of one's own accounts to which no letter goes, since nobody vouches for them, and the button that changes it. */
import type { User } from '../../db/accounts/users.ts'
import { type Place, placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Destination } from '../../work/mail/address.ts'
import type { Asked } from '../../work/mail/asked.ts'
import { PostForm } from '../frame/layout.tsx'
import { moment } from '../frame/words.ts'
import { letterWords } from './words/words.ts'

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
  const place = placeOfUser(user)
  const words = letterWords(tongueOf(place)).unproven
  return (
    <div class="notice" id="confirm">
      {asked.map((one) => (
        <>
          <p>{words.is(cleanText(one.address), stopped ? null : cleanText(address))}</p>
          <p class="meta">{stateWords(one, place)}</p>
          {one.state === 'open' || one.state === 'failed' ? (
            <PostForm action="/letter/confirm" csrf={csrf} hidden={{ address: one.address }}>
              <button type="submit" class="small">
                {words.send(cleanText(one.address))}
              </button>
            </PostForm>
          ) : null}
        </>
      ))}
    </div>
  )
}

function stateWords({ state, problem, at }: Asked, place: Place): string {
  const words = letterWords(tongueOf(place)).unproven
  if (state === 'failed' || state === 'leaving') return words[state](problem)
  if (state === 'sent' || state === 'unknown') return words.went(at && moment(at, place), state === 'sent')
  return words[state]
}
