/** Tasks that failed here and are tried again by themselves: one sentence for each, where its owner would look. */
import { shortDateAndTime } from '../../dates.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { type Failing, listFailing } from '../../db/due.ts'
import type { TaskKind } from '../../db/tasks.ts'
import { placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { frameWords } from './words.ts'

/** @param kinds the tasks that this page is about */
export async function stuckSentences(db: Database, user: User, kinds: readonly TaskKind[]): Promise<string[]> {
  return sayStuck(await listFailing(db, user.id), user, kinds)
}

/** The same of tasks that were read already. */
export function sayStuck(failing: readonly Failing[], user: User, kinds: readonly TaskKind[]): string[] {
  const place = placeOfUser(user)
  const words = frameWords(tongueOf(place)).notes.stuck
  return failing.flatMap(({ kind, runAt }) => {
    // Streams and coffees say it themselves.
    if (!kinds.includes(kind) || (kind !== 'derive' && kind !== 'letter' && kind !== 'backtest')) return []
    return [words[kind](shortDateAndTime(runAt.toZonedDateTimeISO(place.timeZone), place))]
  })
}

export function Stuck({ sentences, tongue }: { readonly sentences: readonly string[]; readonly tongue: Tongue }) {
  return sentences.length ? (
    <section class="notice" aria-label={frameWords(tongue).notes.stuck.label}>
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
