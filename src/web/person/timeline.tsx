/** What has been between the owner and one person, newest first. */
import type { Connection } from '../../db/accounts/connections.ts'
import { type SaidRow, toStoredFacts } from '../../db/fact-rows.ts'
import type { TimelineSpot } from '../../db/history/history.ts'
import type { Own } from '../../people/identity/own.ts'
import { hushedAmong } from '../../people/tie/interaction.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { moment } from '../frame/words.ts'
import { inWords, othersOn } from './fact-words.ts'
import { personWordsFor } from './words.ts'

interface TimelineProps {
  readonly view: PersonView
  readonly rows: readonly SaidRow[]
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
  const words = personWordsFor(user).timeline
  return (
    <section id="timeline">
      <h2>{words.heading}</h2>
      {rows.length ? null : <p class="soft">{first ? words.none : words.noneOlder}</p>}
      <ol class="plain timeline">
        {rows.map((row) => {
          const others = othersOn(row, own, theirs)
          const link = linkTo(row, connections)
          return (
            <li class={row.meeting ? 'met' : row.outgoing ? 'out' : 'in'}>
              <p class="meta tight">
                <time datetime={row.at.toString()}>{moment(row.at, placeOfUser(user))}</time> ·{' '}
                {words.with(inWords(row, own, theirs, { nowMs: now.epochMilliseconds, hushed, words }), others)}
              </p>
              <p class="tight">
                {row.title ? (
                  cleanText(row.title)
                ) : (
                  <span class="soft">{row.meeting ? words.noTitle : words.noSubject}</span>
                )}{' '}
                {link ? (
                  <a class="meta" href={link.href} rel="noreferrer">
                    {words.open(link.name)}
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
          <a href={`/people/${person.id}?before=${encodeURIComponent(`${older.at}_${older.id}`)}#timeline`}>
            {words.older}
          </a>
        ) : null}{' '}
        {first ? null : <a href={`/people/${person.id}#timeline`}>{words.newest}</a>}
      </p>
    </section>
  )
}

/** The thread or the message in the owner's own mail. The sample account has no mail to open, and an ended one is not opened any more. */
function linkTo(row: SaidRow, connections: readonly Connection[]): MailLink | undefined {
  const connection = connections.find(({ id }) => id === row.connectionId)
  if (row.kind !== 'mail' || !row.groupId || !connection || connection.state === 'ended') return undefined
  if (connection.issuer.startsWith('https://login.microsoftonline.com/'))
    return row.mail?.link ? { name: 'Outlook', href: row.mail.link } : undefined
  if (connection.issuer !== 'https://accounts.google.com') return undefined
  const href = `https://mail.google.com/mail/?authuser=${encodeURIComponent(connection.email)}#all/${encodeURIComponent(row.groupId)}`
  return { name: 'Gmail', href }
}
