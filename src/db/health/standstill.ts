/** Whether reading or letters stand still: asked once an hour, so that what is one row an account may be looked through. */
import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import { hoursOf, policy } from '../../policy.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'

export interface Standstill {
  /** Accounts are connected for longer than that, and none was read, nor is a first reading getting on. */
  readonly reading: boolean
  /** A letter did not leave that long ago, and none left since. */
  readonly letters: boolean
}

export async function findStandstill(db: Database, now: Instant): Promise<Standstill> {
  const [found] = await acrossUsers(db)
    .select({ reading: sql<boolean>`reading`, letters: sql<boolean>`letters` })
    .from(sql`(select ${isReadingStill(now)} as reading, ${areLettersStill(now)} as letters) as found`)
  return { reading: found?.reading === true, letters: found?.letters === true }
}

const before = (now: Instant): SQL =>
  sql`${now.subtract({ hours: hoursOf(policy.standstill) }).toString()}::timestamptz`

/** Served by the index on run_at: what is that late stands at its beginning. */
const overdue = (now: Instant, kinds: SQL): SQL =>
  sql`exists (select 1 from tasks where kind in (${kinds}) and run_at <= ${before(now)})`

/**
 * A stream gets on when it was read, or when its first reading has neither failed nor waits: both are looked for over all
 * accounts, and the first that does ends the search.
 */
function isReadingStill(now: Instant): SQL {
  const connected = sql`exists (select 1 from connections where state = 'active' and provider <> 'file' and created_at <= ${before(now)})`
  const gettingOn = sql`exists (
    select 1 from streams s
    join connections c on c.id = s.connection_id and c.state = 'active'
    left join tasks t on t.kind = s.kind and t.subject = s.connection_id
    where s.last_synced_at > ${before(now)}
      or (s.phase in ('queued', 'listing', 'reading') and t.attempts = 0 and t.run_at > ${before(now)}))`
  return sql`(${overdue(now, sql`'mail', 'calendar'`)} or (${connected} and not ${gettingOn}))`
}

/**
 * A letter that was tried and did not leave, through no fault of its address, with none that left after it: both within nine
 * days, in which every owner has one. Served by the index digests_states.
 */
function areLettersStill(now: Instant): SQL {
  const since = sql`${now.subtract({ hours: 9 * 24 }).toString()}::timestamptz`
  const bounced = sql`exists (select 1 from suppressions s
    where s.user_id = d.user_id and s.reason = 'bounced' and s.at >= d.created_at)`
  const undelivered = sql`(select max(d.created_at) from digests d
    where d.state in ('failed', 'dropped') and d.attempts > 0 and d.created_at between ${since} and ${before(now)}
      and not ${bounced})`
  const sent = sql`(select max(sent_at) from digests where state = 'sent' and created_at >= ${since})`
  return sql`(${overdue(now, sql`'letter'`)} or coalesce(${undelivered} > coalesce(${sent}, '-infinity'), false))`
}
