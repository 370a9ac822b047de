/** A coffee in the owner's own calendar, whose server invites nobody: the note by which its guest hears of it, and the file beside it. */
import { signedNote } from '../../coffee/note.ts'
import { sayClock, sayTime } from '../../coffee/zone.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Coffee } from '../../db/coffees.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { newestAddress } from '../../people/newest-address.ts'
import type { Tongue } from '../../place.ts'
import type { Table } from '../../work/coffee/table.ts'
import { languageWith } from '../../work/letter/write-card.ts'
import { PostForm } from '../frame/layout.tsx'
import { linksOf } from './note.ts'
import type { ComposeLinks } from './planning.ts'
import { coffeeWords } from './words/words.ts'

/** In the calendar, by a server that told nobody. */
export const isKept = ({ how, state }: Coffee): boolean =>
  how === 'ics' && (state === 'invited' || state === 'accepted')

export interface KeptNote {
  readonly body: string
  readonly links: ComposeLinks
}

interface About {
  readonly user: User
  readonly person: KnownPerson
  readonly table: Table
}

/** What the owner wrote, the time on their own clock, and their name. */
export async function keptNote(deps: Deps, { user, person, table }: About, coffee: Coffee): Promise<KeptNote> {
  const { note, startsAt, place } = coffee
  const language = await languageWith(deps.db, user, person, deps.now())
  const said = startsAt && sayTime(startsAt, user.timeZone, language)
  const when = said && startsAt ? `${said.date}, ${said.time} (${sayClock(startsAt, user.timeZone, language)})` : ''
  const opener = [note, when, place ?? ''].filter(Boolean).join('\n\n')
  const body = signedNote({ opener, ownerName: user.name || user.email })
  const whole = { user, person, table, language, to: newestAddress(person), where: '', company: {} }
  return { body, links: linksOf(whole, body) }
}

interface KeptProps {
  readonly coffee: Coffee
  readonly kept: KeptNote
  /** The guest's first name. */
  readonly name: string
  readonly path: string
  readonly csrf: string
  readonly tongue: Tongue
}

export function Kept({ coffee, kept: { body, links }, name, path, csrf, tongue }: KeptProps) {
  const words = coffeeWords(tongue).kept
  return (
    <>
      <div class="env">
        <p class="meta">{words.note(name)}</p>
        <pre class="note">{body}</pre>
      </div>
      <p class="cta">
        <a class="btn" href={links.mailto}>
          {words.open}
        </a>
      </p>
      <PostForm action={path} csrf={csrf} hidden={{ act: 'file', coffee: coffee.id }}>
        <button type="submit" class="q small">
          {words.download}
        </button>
      </PostForm>
      <p class="meta">{words.file(name)}</p>
    </>
  )
}
