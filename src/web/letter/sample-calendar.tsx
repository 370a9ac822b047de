/** The sample account's calendar around today, as far as it was read: to see a coffee land in it. */
import type { Database } from '../../db/database.ts'
import type { FactRow } from '../../db/fact-rows.ts'
import { listMeetings } from '../../db/history/meetings.ts'
import type { Instant, Reply } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { clockTime, list, shortDate } from '../frame/words.ts'

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
  return (
    <section id="calendar">
      <h2>The sample calendar</h2>
      <p class="meta">
        Seven days back and fourteen ahead, as it was read. Now it is {shortDate(now, place)}, {clockTime(now, place)}{' '}
        there.
      </p>
      {meetings.length ? null : <p class="soft">Nothing was read of these days yet.</p>}
      <ol class="plain timeline">
        {meetings.map((row) => (
          <li class={row.at.epochMilliseconds > now.epochMilliseconds ? 'met' : undefined}>
            <p class="meta tight">
              <time datetime={row.at.toString()}>
                {row.meeting?.allDay
                  ? shortDate(row.at, place)
                  : `${shortDate(row.at, place)}, ${clockTime(row.at, place)}`}
              </time>
              {row.meeting?.cancelled ? ' · cancelled' : ''}
            </p>
            <p class="tight">
              {row.title ? cleanText(row.title) : <span class="soft">No title stored</span>}{' '}
              <span class="meta">{guestsOf(row)}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const answers: Readonly<Record<Reply, string>> = {
  accepted: 'accepted',
  tentative: 'maybe',
  declined: 'declined',
  none: 'no answer yet',
}

function guestsOf({ meeting }: FactRow): string {
  const guests = (meeting?.people ?? []).filter(({ self, resource }) => !self && !resource)
  const shown = guests
    .slice(0, mostGuests)
    .map(({ name, address, reply }) => `${cleanText(name ?? address, 80)} (${answers[reply]})`)
  return list(guests.length > mostGuests ? [...shown, `${guests.length - mostGuests} more`] : shown)
}
