/** The address that opens the message which waits for an answer. */
import { messageLink } from '../../coffee/compose.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { Contact, Point } from '../../letter/types.ts'
import { programOf } from '../../providers/traits.ts'

/** In the account that holds the message: never in one that is not read any more. `first` is the first point of a card. */
export function messageOf(
  first: Point | undefined,
  contacts: readonly Contact[],
  connections: readonly Pick<Connection, 'id' | 'state' | 'provider' | 'email'>[],
): string | undefined {
  if (first?.kind !== 'owed_reply') return undefined
  const contact = contacts.findLast(({ id, kind }) => kind === 'received' && first.evidence.includes(id))
  const account = connections.find(({ id }) => id === contact?.connectionId)
  const threadId = contact?.ownThread ?? contact?.thread
  if (!threadId || account?.state !== 'active' || account.provider === 'file') return undefined
  const program = programOf(account.provider)
  return messageLink({ program, account: account.email, threadId, webLink: contact?.webLink })
}
