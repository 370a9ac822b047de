/** Tasks that failed here and are tried again by themselves: one sentence for each, where its owner would look. */
import { shortDateAndTime } from '../../dates.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { type Failing, listFailing } from '../../db/due.ts'
import type { TaskKind } from '../../db/tasks.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'

/** What stands still, and what still holds. Streams and coffees say it themselves. */
const sentences: Partial<Record<TaskKind, string>> = {
  derive: 'Your people could not be worked out anew, so this is how they were before.',
  letter: 'Your letter could not be prepared.',
  backtest: 'The next month could not be replayed.',
}

/** @param kinds the tasks that this page is about */
export async function stuckSentences(db: Database, user: User, kinds: readonly TaskKind[]): Promise<string[]> {
  return sayStuck(await listFailing(db, user.id), user, kinds)
}

/** The same of tasks that were read already. */
export function sayStuck(failing: readonly Failing[], user: User, kinds: readonly TaskKind[]): string[] {
  const place = placeOfUser(user)
  return failing.flatMap(({ kind, runAt }) => {
    const sentence = kinds.includes(kind) ? sentences[kind] : undefined
    const again = shortDateAndTime(runAt.toZonedDateTimeISO(place.timeZone), place)
    return sentence ? [`${sentence} It is tried again on ${again}.`] : []
  })
}

export function Stuck({ sentences }: { readonly sentences: readonly string[] }) {
  return sentences.length ? (
    <section class="notice" aria-label="Tried again by itself">
      {sentences.map((words) => (
        <p>{words}</p>
      ))}
    </section>
  ) : null
}

/** What keeps the streams of an account, in the words of the streams. */
export function StreamTroubles({ streams, of }: { readonly streams: readonly Stream[]; readonly of: string }) {
  return (
    <>
      {streams
        .filter(({ connectionId, error }) => connectionId === of && error)
        .map(({ error }) => (
          <p class="trouble">{cleanText(error ?? '', 300)}</p>
        ))}
    </>
  )
}
