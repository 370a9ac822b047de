/** What a letter has to say of accounts that died, or that nobody could read for days. */
import type { Connection } from '../../../db/accounts/connections.ts'
import type { User } from '../../../db/accounts/users.ts'
import type { Notice } from '../../../letter/types.ts'
import { type Words, wordsIn } from '../../../letter/words/words.ts'
import { unreadReach } from '../../../people/judge/reach.ts'
import { unreadWords } from '../../../people/judge/reach-words.ts'
import { placeOfUser, tongueOf } from '../../../place.ts'
import { cleanText } from '../../../text.ts'
import type { Sources } from '../sources/sources.ts'

/** One sentence on each account that cannot be read any more, with what can be done about it. */
export function lostAccounts({ accounts, user }: Pick<Sources, 'accounts' | 'user'>): Notice[] {
  const words = wordsFor(user)
  return accounts.connections
    .filter(({ state, provider }) => state === 'reconnect' && provider !== 'file')
    .map((connection) => ({
      text: words.lost(cleanText(connection.email)),
      links: choices(connection, words),
    }))
}

/** The same of accounts that nobody refused, and that all the same have not been read for days: a calendar alone, too. */
export function unreadAccounts({ accounts, at, user }: Pick<Sources, 'accounts' | 'at' | 'user'>): Notice[] {
  const { connections, reaches } = accounts
  const words = wordsFor(user)
  return connections
    .filter(({ state, provider }) => state !== 'reconnect' && state !== 'ended' && provider !== 'file')
    .flatMap((connection) => {
      const [reach] = kinds.flatMap((kind) => unreadReach({ connectionId: connection.id, kind }, reaches) ?? [])
      const text = reach && words.unread(unreadWords(reach, at, placeOfUser(user)))
      return text ? [{ text, links: choices(connection, words) }] : []
    })
}

const kinds = ['mail', 'calendar'] as const

const wordsFor = (user: User) => wordsIn(tongueOf(placeOfUser(user))).notices

const choices = ({ provider }: Connection, words: Words['notices']): Notice['links'] => [
  { label: words.reconnect, path: `/connect/${provider}` },
  { label: words.keepRead, path: '/settings#connections' },
  { label: words.deleteIt, path: '/account' },
]
