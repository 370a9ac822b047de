/** What a letter has to say of the letters before it: one that went astray, another address. */
import type { LetterRow } from '../../../db/digests.ts'
import type { Notice } from '../../../letter/types.ts'
import { weekOf } from '../../../letter/week.ts'
import { inAnyTongue, wordsIn } from '../../../letter/words/words.ts'
import { placeOfUser, tongueOf } from '../../../place.ts'
import { cleanText } from '../../../text.ts'
import type { Destination } from '../../mail/address.ts'
import { isAfter, timeOf } from '../sources/sent.ts'
import type { Sources } from '../sources/sources.ts'

/** Said once, in the first letter that comes to another address than before. */
export function elsewhere(
  { address, cameBack, stopped }: Destination,
  { user, letters: { sent } }: Pick<Sources, 'letters' | 'user'>,
): Notice[] {
  const words = wordsFor(user)
  const last = sent[0] && timeOf(sent[0])
  if (stopped) return []
  return cameBack
    .filter(({ at }) => !last || isAfter(at, last))
    .map((one) => ({
      text: words.cameBack(cleanText(one.address), cleanText(address)),
      links: [{ label: words.chooseWhere, path: '/settings#letterTo' }],
    }))
}

/** A slip on the letter before this one, where it did not arrive for certain. */
export function astray({ letters, at, user }: Pick<Sources, 'letters' | 'at' | 'user'>): Notice[] {
  const week = weekOf(at, user.timeZone)
  const previous = letters.digests.find((row) => row.week < week && row.state !== 'skipped')
  // One that stayed here because the owner said so, or until they confirmed an address, needs no word.
  const kept: readonly (string | null | undefined)[] = inAnyTongue.flatMap(
    ({ delivery: { paused, stopped, unproven } }) => [paused, stopped, unproven],
  )
  const wanted = kept.includes(previous?.problem)
  // The second copy of a letter may be refused: the first one is there.
  const arrived = previous && previous.state !== 'unknown' && previous.sends > 0
  const words = wordsFor(user)
  const text = previous && !wanted && !arrived && isSlip(previous.state) && words[previous.state]
  return text ? [{ text, links: [{ label: words.whatHappened, path: '/letter' }] }] : []
}

const isSlip = (state: LetterRow['state']): state is 'failed' | 'unknown' | 'dropped' =>
  state === 'failed' || state === 'unknown' || state === 'dropped'

const wordsFor = (user: Sources['user']) => wordsIn(tongueOf(placeOfUser(user))).notices
