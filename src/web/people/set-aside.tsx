/** Parts of an account that its provider does not hand out: each in one sentence, with when it is tried again. */
import { Temporal } from 'temporal-polyfill'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Place } from '../../place.ts'
import type { SetAside } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { clockTime, day, shortDate } from '../frame/words.ts'

/** More folders than these are only counted. */
const mostSaid = 5

export function SetAsideParts({ stream, place }: { stream: Stream; place: Place }) {
  const [said, rest] = [stream.setAside.slice(0, mostSaid), stream.setAside.length - mostSaid]
  return (
    <>
      {said.map((one) => (
        <p class="trouble">{setAsideWords(one, place)}</p>
      ))}
      {rest > 0 ? <p class="trouble">The same is so of {rest} more; they are tried again too.</p> : null}
    </>
  )
}

/** "The folder “Clients” cannot be read at present: what came there since 3 November 2026 is missing here, and …" */
export function setAsideWords(one: SetAside, place: Place): string {
  const next = Temporal.Instant.from(one.next)
  return `${subjectOf(one, place)}, and it is tried again after ${shortDate(next, place)}, ${clockTime(next, place)}.`
}

function subjectOf({ what, name, since, known, from, to }: SetAside, place: Place): string {
  const called = name ? `“${cleanText(name, 60)}”` : undefined
  const date = (text: string) => day(Temporal.Instant.from(text), place)
  if (what === 'stretch') {
    const days = from && to ? ` between ${date(from)} and ${date(to)}` : ''
    return `Your calendar${days} cannot be read whole at present: what is new or changed there is missing here`
  }
  if (what === 'folders')
    return 'The list of your mail folders cannot be read at present: folders that were not known before are missing here'
  if (what === 'within')
    return `The folders within ${called ?? 'a folder of this mailbox'} cannot be listed at present: new ones among them are missing here`
  const folder = called ? `The folder ${called}` : 'A folder of this mailbox'
  const missing = known && since ? `what came there since ${date(since)}` : 'what is in it, or some of that,'
  return `${folder} cannot be read at present: ${missing} is missing here`
}
