/** The sample account's calendar around today, as far as it was read: to see a coffee land in it. */
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import type { FactRow } from '../../db/fact-rows.ts'
import { facts } from '../../db/schema.ts'
import type { Instant, Reply } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { clockTime, list, shortDate } from '../frame/words.ts'

const daysBack = 7
const daysAhead = 14
const mostGuests = 6

/** The stored meetings from seven days ago to fourteen days ahead, in order. */
export async function listMeetings(db: Database, userId: string, now: Instant): Promise<FactRow[]> {
  const from = now.subtract({ hours: 24 * daysBack })
  const to = now.add({ hours: 24 * daysAhead })
  const where = and(eq(facts.userId, userId), eq(facts.kind, 'meeting'), gte(facts.at, from), lt(facts.at, to))
  return db.select().from(facts).where(where).orderBy(asc(facts.at), asc(facts.id)).limit(200)
}

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
