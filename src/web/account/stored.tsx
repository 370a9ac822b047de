/** What is stored of each account, and whether its address book is read: asked for apart from everything else, and off until then. */

import { shortDateAndTime } from '../../dates.ts'
import type { KnownBook } from '../../db/accounts/address-books.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Deps } from '../../deps.ts'
import { type Place, type Tongue, tongueOf } from '../../place.ts'
import { labelIn } from '../../providers/labels.ts'
import { isOAuth } from '../../providers/provider.ts'
import { traits } from '../../providers/traits.ts'
import { oauthNames } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import { StreamTroubles } from '../frame/stuck.tsx'
import { accountWords } from './words/words.ts'

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
  const tongue = tongueOf(place)
  const words = accountWords(tongue).account
  return (
    <>
      {connections.map((connection) => {
        const { id, email } = connection
        const held = { mail: amount('mail', id), meetings: amount('meeting', id), contacts: contacts.get(id) ?? 0 }
        return (
          <li>
            <b>{cleanText(email)}.</b> {words.held(held, place)}
            <StreamTroubles streams={streams} of={id} />
            <BookTrouble book={books.find((one) => one.connectionId === id)} connection={connection} place={place} />
            <AddressBook connection={connection} providers={providers} csrf={csrf} tongue={tongue} />
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

/** What keeps the address book from being read, and when that is tried again. What is wrong with the whole account is said of that. */
function BookTrouble({ book, connection: { provider, state }, place }: TroubleProps) {
  if (!book?.error || state !== 'active') return null
  const { error, isOwners, nextAt } = book
  const words = accountWords(tongueOf(place)).account.bookTrouble
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
  tongue,
}: Pick<StoredProps, 'providers' | 'csrf'> & { connection: Connection; tongue: Tongue }) {
  const words = accountWords(tongue).account
  const { id, provider: name, scopes, state } = connection
  const provider = name === 'file' ? undefined : providers.get(name)
  if (!provider?.contacts || state === 'ended') return null
  if (scopes.includes(provider.contacts.scope))
    return (
      <PostForm action={`/connections/${id}/contacts`} csrf={csrf}>
        <button type="submit" class="q small">
          {words.stopContacts}
        </button>
      </PostForm>
    )
  if (state !== 'active') return null
  const called = traits[provider.name].contacts
  return (
    <details>
      <summary>{words.noContacts}</summary>
      <p class="meta">
        {words.contactsHelp}{' '}
        {isOAuth(provider) ? (
          <>
            {called ? `${words.permissionCalled(labelIn(provider.label, tongue), called)} ` : ''}
            <a href={`/connect/${provider.name}?need=contacts&to=%2Faccount`}>{words.readContacts}</a>
          </>
        ) : (
          <>
            {words.typeAgain} <a href={`/connect/mailbox?what=calendar`}>{words.readContacts}</a>
          </>
        )}
      </p>
    </details>
  )
}
