/** The sample account's calendar around today, as far as it was read: to see a coffee land in it. */
import type { Database } from '../../db/database.ts'
import type { FactRow } from '../../db/fact-rows.ts'
import { listMeetings } from '../../db/history/meetings.ts'
import type { Instant } from '../../facts.ts'
import { type Place, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { clockTime, shortDate } from '../frame/words.ts'
import { letterWords, type Words } from './words/words.ts'

const daysBack = 7
const daysAhead = 14
const mostMeetings = 200
const mostGuests = 6

/** From seven days ago to fourteen days ahead, as it was read. */
export const meetingsAround = (db: Database, userId: string, now: Instant): Promise<FactRow[]> =>
  listMeetings(db, userId, {
    start: now.subtract({ hours: 24 * daysBack }),
    end: now.add({ hours: 24 * daysAhead }),
    limit: mostMeetings,
  })

export function SampleCalendar({ meetings, now, place }: { meetings: readonly FactRow[]; now: Instant; place: Place }) {
  const words = letterWords(tongueOf(place)).sampleCalendar
  return (
    <section id="calendar">
      <h2>{words.title}</h2>
      <p class="meta">{words.about(shortDate(now, place), clockTime(now, place))}</p>
      {meetings.length ? null : <p class="soft">{words.empty}</p>}
      <ol class="plain timeline">
        {meetings.map((row) => (
          <li class={row.at.epochMilliseconds > now.epochMilliseconds ? 'met' : undefined}>
            <p class="meta tight">
              <time datetime={row.at.toString()}>
                {row.meeting?.allDay
                  ? shortDate(row.at, place)
                  : `${shortDate(row.at, place)}, ${clockTime(row.at, place)}`}
              </time>
              {row.meeting?.cancelled ? ` · ${words.cancelled}` : ''}
            </p>
            <p class="tight">
              {row.title ? cleanText(row.title) : <span class="soft">{words.untitled}</span>}{' '}
              <span class="meta">{guestsOf(row, words)}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function guestsOf({ meeting }: FactRow, words: Words['sampleCalendar']): string {
  const guests = (meeting?.people ?? []).filter(({ self, resource }) => !self && !resource)
  const shown = guests
    .slice(0, mostGuests)
    .map(({ name, address, reply }) => ({ name: cleanText(name ?? address, 80), reply }))
  return words.guests(shown, guests.length - shown.length)
}
