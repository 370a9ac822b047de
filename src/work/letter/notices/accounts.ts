/** What a letter has to say of accounts that died, or that nobody could read for days. */
import type { Connection } from '../../../db/accounts/connections.ts'
import type { Notice } from '../../../letter/types.ts'
import { unreadReach } from '../../../people/judge/reach.ts'
import { unreadWords } from '../../../people/judge/reach-words.ts'
import { placeOfUser } from '../../../place.ts'
import { cleanText } from '../../../text.ts'
import type { Accounts } from '../sources/accounts.ts'
import type { Sources } from '../sources/sources.ts'

/** One sentence on each account that cannot be read any more, with what can be done about it. */
export function lostAccounts({ connections }: Pick<Accounts, 'connections'>): Notice[] {
  return connections
    .filter(({ state, provider }) => state === 'reconnect' && provider !== 'file')
    .map((connection) => ({
      text: `${cleanText(connection.email)} does not let me read it any more, so I know nothing new from there.`,
      links: choices(connection),
    }))
}

/** The same of accounts that nobody refused, and that all the same have not been read for days: a calendar alone, too. */
export function unreadAccounts({ accounts, at, user }: Pick<Sources, 'accounts' | 'at' | 'user'>): Notice[] {
  const { connections, reaches } = accounts
  return connections
    .filter(({ state, provider }) => state !== 'reconnect' && state !== 'ended' && provider !== 'file')
    .flatMap((connection) => {
      const [reach] = kinds.flatMap((kind) => unreadReach({ connectionId: connection.id, kind }, reaches) ?? [])
      const text = reach && `${unreadWords(reach, at, placeOfUser(user))}, so I know nothing new from there.`
      return text ? [{ text, links: choices(connection) }] : []
    })
}

const kinds = ['mail', 'calendar'] as const

const choices = ({ provider }: Connection): Notice['links'] => [
  { label: 'Reconnect', path: `/connect/${provider}` },
  { label: 'Keep what was read', path: '/settings#connections' },
  { label: 'Delete it', path: '/account' },
]
