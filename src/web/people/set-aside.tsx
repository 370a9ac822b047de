/** Parts of an account that its provider does not hand out: each in one sentence, with when it is tried again. */
import { Temporal } from 'temporal-polyfill'
import type { Stream } from '../../db/accounts/streams.ts'
import { type Place, tongueOf } from '../../place.ts'
import type { SetAside } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { clockTime, day, shortDate } from '../frame/words.ts'
import { peopleWords } from './words.ts'

/** More folders than these are only counted. */
const mostSaid = 5

export function SetAsideParts({ stream, place }: { stream: Stream; place: Place }) {
  const [said, rest] = [stream.setAside.slice(0, mostSaid), stream.setAside.length - mostSaid]
  return (
    <>
      {said.map((one) => (
        <p class="trouble">{setAsideWords(one, place)}</p>
      ))}
      {rest > 0 ? <p class="trouble">{peopleWords(tongueOf(place)).reading.setAside.more(rest)}</p> : null}
    </>
  )
}

/** "The folder “Clients” cannot be read at present: what came there since 3 November 2026 is missing here, and …" */
export function setAsideWords(one: SetAside, place: Place): string {
  const words = peopleWords(tongueOf(place)).reading.setAside
  const next = Temporal.Instant.from(one.next)
  const again = `${shortDate(next, place)}, ${clockTime(next, place)}`
  const { what, since, known, from, to } = one
  const name = one.name ? { name: cleanText(one.name, 60) } : {}
  const date = (text: string) => day(Temporal.Instant.from(text), place)
  if (what === 'stretch') return words.calendar(again, from && to ? { from: date(from), to: date(to) } : undefined)
  if (what === 'folders') return words.folders(again)
  if (what === 'within') return words.within(again, name.name)
  return words.folder(again, { ...name, ...(known && since ? { since: date(since) } : {}) })
}
