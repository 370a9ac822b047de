/** What a letter has to say beside its people: accounts that died, answers taken, notes without one, letters that went astray. */
import { type Identity, listIdentities } from '../../../db/accounts/identities.ts'
import type { Deps } from '../../../deps.ts'
import type { Notice } from '../../../letter/types.ts'
import type { Destination } from '../../mail/address.ts'
import type { Sources } from '../sources/sources.ts'
import { lostAccounts, unreadAccounts } from './accounts.ts'
import { answered, chosen, unanswered } from './answers.ts'
import { astray, elsewhere } from './delivery.ts'
import { moreToRead, secondWayIn, sharedMailbox } from './offers.ts'

interface About {
  /** How many people the owner really writes to. */
  readonly eligible: number
  readonly destination: Destination
  /** Of the first letter of a mailbox in which nobody can be named. */
  readonly begins: boolean
}

/** In the order in which they stand in the letter. */
export async function noticesOf(
  deps: Pick<Deps, 'db' | 'providers' | 'config'>,
  sources: Sources,
  { eligible, destination, begins }: About,
): Promise<readonly Notice[]> {
  const { user, letters, accounts } = sources
  const identities: readonly Identity[] = await listIdentities(deps.db, user.id)
  return [
    ...(await chosen(deps.db, sources)),
    ...lostAccounts(accounts),
    ...unreadAccounts(sources),
    ...elsewhere(destination, letters),
    ...astray(sources),
    ...(await answered(deps.db, sources)),
    ...unanswered(sources),
    ...moreToRead(deps, sources, begins ? 0 : eligible),
    ...sharedMailbox(sources),
    ...secondWayIn(sources, identities),
  ]
}
