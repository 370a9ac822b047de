/** Folders that their provider does not hand out while the rest of the account is read, and whom they knew. */
import { Temporal } from 'temporal-polyfill'
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Database } from '../../db/database.ts'
import { peopleInFolder } from '../../db/listings/listed.ts'
import type { Instant } from '../../facts.ts'
import { reason } from '../../people/reasons.ts'
import { cleanText } from '../../text.ts'

/** An outage of hours, or a weekend without the machine, bars nobody, and what ended so lately is as good as read. */
export const toleratedHours = 48

export interface UnreadPart {
  /** Of this account and folder, and no other. */
  readonly id: string
  /** "The folder “Clients” of work@acme.example". */
  readonly words: string
  readonly until: Instant
  readonly people: ReadonlyMap<string, Instant>
}

/** Those of the user's folders that were read once and have not been for more than two days; mostly none, at no cost. */
export async function readUnreadParts(
  db: Database,
  userId: string,
  { connections, streams, now }: { connections: readonly Connection[]; streams: readonly Stream[]; now: Instant },
): Promise<UnreadPart[]> {
  const parts: UnreadPart[] = []
  for (const { connectionId, setAside } of streams)
    for (const { what, key, name, since } of setAside) {
      if (what !== 'folder' || key === undefined || since === undefined) continue
      const until = Temporal.Instant.from(since)
      if (Temporal.Instant.compare(until, now.subtract({ hours: toleratedHours })) >= 0) continue
      const email = cleanText(connections.find(({ id }) => id === connectionId)?.email ?? '', 60)
      parts.push({
        id: `${connectionId} ${key}`,
        words: name ? reason('The folder “{}” of {}', cleanText(name, 40), email) : reason('A folder of {}', email),
        until,
        people: await peopleInFolder(db, userId, { connectionId, folder: key }),
      })
    }
  return parts
}
