/** What has been between the owner and one person, newest first. */
import type { Connection } from '../../db/accounts/connections.ts'
import { type FactRow, toStoredFacts } from '../../db/fact-rows.ts'
import type { TimelineSpot } from '../../db/history/history.ts'
import type { Own } from '../../people/identity/own.ts'
import { hushedAmong } from '../../people/tie/interaction.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { count, moment } from '../frame/words.ts'
import { inWords, othersOn } from './fact-words.ts'

interface TimelineProps {
  readonly view: PersonView
  readonly rows: readonly FactRow[]
  readonly own: Own
  readonly connections: readonly Connection[]
  /** Where older ones begin. */
  readonly older?: TimelineSpot | undefined
  /** This is the newest page. */
  readonly first: boolean
}

interface MailLink {
  readonly name: 'Gmail' | 'Outlook'
  readonly href: string
}

export function Timeline({ view, rows, own, connections, older, first }: TimelineProps) {
  const { person, user, now } = view
  const theirs = new Set(person.addresses.map(({ address }) => address))
  const hushed = hushedAmong(toStoredFacts(rows), own)
  return (
    <section id="timeline">
      <h2>Between the two of you</h2>
      {rows.length ? null : <p class="soft">{first ? 'No email or meeting is stored.' : 'Nothing older is stored.'}</p>}
      <ol class="plain timeline">
        {rows.map((row) => {
          const others = othersOn(row, own, theirs)
          const link = linkTo(row, connections)
          return (
            <li class={row.meeting ? 'met' : row.outgoing ? 'out' : 'in'}>
              <p class="meta tight">
                <time datetime={row.at.toString()}>{moment(row.at, placeOfUser(user))}</time> ·{' '}
                {inWords(row, own, theirs, { nowMs: now.epochMilliseconds, hushed })}
                {others ? `, with ${count(others, 'other')}` : ''}
              </p>
              <p class="tight">
                {row.title ? (
                  cleanText(row.title)
                ) : (
                  <span class="soft">No {row.meeting ? 'title' : 'subject'} stored</span>
                )}{' '}
                {link ? (
                  <a class="meta" href={link.href} rel="noreferrer">
                    Open in {link.name}
                    <span class="vh">: {moment(row.at, placeOfUser(user))}</span>
                  </a>
                ) : null}
              </p>
            </li>
          )
        })}
      </ol>
      <p>
        {older ? (
          <a href={`/people/${person.id}?before=${encodeURIComponent(`${older.at}_${older.id}`)}#timeline`}>Older</a>
        ) : null}{' '}
        {first ? null : <a href={`/people/${person.id}#timeline`}>Newest</a>}
      </p>
    </section>
  )
}

/** The thread or the message in the owner's own mail. The sample account has no mail to open, and an ended one is not opened any more. */
function linkTo(row: FactRow, connections: readonly Connection[]): MailLink | undefined {
  const connection = connections.find(({ id }) => id === row.connectionId)
  if (row.kind !== 'mail' || !row.groupId || !connection || connection.state === 'ended') return undefined
  if (connection.issuer.startsWith('https://login.microsoftonline.com/'))
    return row.mail?.link ? { name: 'Outlook', href: row.mail.link } : undefined
  if (connection.issuer !== 'https://accounts.google.com') return undefined
  const href = `https://mail.google.com/mail/?authuser=${encodeURIComponent(connection.email)}#all/${encodeURIComponent(row.groupId)}`
  return { name: 'Gmail', href }
}
