/** What a letter has to say of the letters before it: one that went astray, another address. */
import type { LetterRow } from '../../../db/digests.ts'
import { words } from '../../../letter/delivery-words.ts'
import type { Notice } from '../../../letter/types.ts'
import { weekOf } from '../../../letter/week.ts'
import { cleanText } from '../../../text.ts'
import type { Destination } from '../../mail/address.ts'
import { isAfter, type Letters, timeOf } from '../sources/sent.ts'
import type { Sources } from '../sources/sources.ts'

/** Said once, in the first letter that comes to another address than before. */
export function elsewhere({ address, cameBack, stopped }: Destination, { sent }: Letters): Notice[] {
  const last = sent[0] && timeOf(sent[0])
  if (stopped) return []
  return cameBack
    .filter(({ at }) => !last || isAfter(at, last))
    .map((one) => ({
      text: `A letter to ${cleanText(one.address)} came back for good, so this one comes to ${cleanText(address)}.`,
      links: [{ label: 'Choose where it goes', path: '/settings#letterTo' }],
    }))
}

/** A slip on the letter before this one, where it did not arrive for certain. */
export function astray({ letters, at, user }: Pick<Sources, 'letters' | 'at' | 'user'>): Notice[] {
  const week = weekOf(at, user.timeZone)
  const previous = letters.digests.find((row) => row.week < week && row.state !== 'skipped')
  // One that stayed here because the owner said so, or until they confirmed an address, needs no word.
  const kept: readonly (string | null | undefined)[] = [words.paused, words.stopped, words.unproven]
  const wanted = kept.includes(previous?.problem)
  // The second copy of a letter may be refused: the first one is there.
  const arrived = previous && previous.state !== 'unknown' && previous.sends > 0
  const text = previous && !wanted && !arrived && slips[previous.state]
  return text ? [{ text, links: [{ label: 'See what happened', path: '/letter' }] }] : []
}

const slips: Partial<Record<LetterRow['state'], string>> = {
  failed: 'My last letter could not be delivered.',
  unknown: 'I could not find out whether my last letter reached you.',
  dropped: 'My last letter would have been more than a day late, so it was not sent.',
}
