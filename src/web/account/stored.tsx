/** What is stored of each account, and whether its address book is read: asked for apart from everything else, and off until then. */

import { shortDateAndTime } from '../../dates.ts'
import type { KnownBook } from '../../db/accounts/address-books.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Deps } from '../../deps.ts'
import { type Place, tongueOf } from '../../place.ts'
import { isOAuth } from '../../providers/provider.ts'
import { traits } from '../../providers/traits.ts'
import { oauthNames } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import { StreamTroubles } from '../frame/stuck.tsx'
import { count } from '../frame/words.ts'

interface StoredProps {
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
  readonly providers: Deps['providers']
  /** How many messages or meetings an account has. */
  amount(kind: string, id: string): number
  /** How many contacts, by account. */
  readonly contacts: ReadonlyMap<string, number>
  readonly books: readonly KnownBook[]
  readonly csrf: string
  readonly place: Place
}

export function StoredOf({ connections, streams, providers, amount, contacts, books, csrf, place }: StoredProps) {
  return (
    <>
      {connections.map((connection) => {
        const { id, email } = connection
        const kept = contacts.get(id)
        return (
          <li>
            <b>{cleanText(email)}.</b> {count(amount('mail', id), 'message header', 'message headers', place)} and{' '}
            {count(amount('meeting', id), 'calendar entry', 'calendar entries', place)}
            {kept ? `, and ${count(kept, 'contact', 'contacts', place)}` : ''}
            <StreamTroubles streams={streams} of={id} />
            <BookTrouble book={books.find((one) => one.connectionId === id)} connection={connection} place={place} />
            <AddressBook connection={connection} providers={providers} csrf={csrf} />
          </li>
        )
      })}
    </>
  )
}

interface TroubleProps {
  readonly book: KnownBook | undefined
  readonly connection: Connection
  readonly place: Place
}

const troubleWords = {
  en: {
    now: 'Its address book is not read at the moment.',
    again: (when: string) => `It is tried again on ${when}.`,
    way: 'Let it read the address book again',
  },
  de: {
    now: 'Sein Adressbuch wird gerade nicht gelesen.',
    again: (when: string) => `Der nächste Versuch ist am ${when}.`,
    way: 'Das Adressbuch wieder lesen lassen',
  },
}

/** What keeps the address book from being read, and when that is tried again. What is wrong with the whole account is said of that. */
function BookTrouble({ book, connection: { provider, state }, place }: TroubleProps) {
  if (!book?.error || state !== 'active') return null
  const { error, isOwners, nextAt } = book
  const words = troubleWords[tongueOf(place)]
  const again = nextAt ? ` ${words.again(shortDateAndTime(nextAt.toZonedDateTimeISO(place.timeZone), place))}` : ''
  const name = oauthNames.find((one) => one === provider)
  const way = name ? `/connect/${name}?need=contacts&to=%2Faccount` : '/connect/mailbox?what=calendar'
  return (
    <p class="trouble">
      {words.now} {cleanText(error, 300)}
      {again} {isOwners ? <a href={way}>{words.way}</a> : null}
    </p>
  )
}

function AddressBook({
  connection,
  providers,
  csrf,
}: Pick<StoredProps, 'providers' | 'csrf'> & { connection: Connection }) {
  const { id, provider: name, scopes, state } = connection
  const provider = name === 'file' ? undefined : providers.get(name)
  if (!provider?.contacts || state === 'ended') return null
  if (scopes.includes(provider.contacts.scope))
    return (
      <PostForm action={`/connections/${id}/contacts`} csrf={csrf}>
        <button type="submit" class="q small">
          Stop reading its address book, and delete its contacts
        </button>
      </PostForm>
    )
  if (state !== 'active') return null
  const called = traits[provider.name].contacts
  return (
    <details>
      <summary>Its address book is not read</summary>
      <p class="meta">
        It could join one person’s several addresses, name bare ones and tell birthdays. Read once a day would be names,
        addresses and the day of a birthday; no note, picture or number is kept, and nobody is suggested because of a
        contact.{' '}
        {isOAuth(provider) ? (
          <>
            {called ? `${provider.label} calls this permission “${called}”. ` : ''}
            <a href={`/connect/${provider.name}?need=contacts&to=%2Faccount`}>Let it read the address book</a>
          </>
        ) : (
          <>
            Type its password once more and tick the box:{' '}
            <a href={`/connect/mailbox?what=calendar`}>Let it read the address book</a>
          </>
        )}
      </p>
    </details>
  )
}
