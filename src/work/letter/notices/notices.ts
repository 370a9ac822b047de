/** What a letter has to say beside its people: accounts that died, answers taken, notes without one, letters that went astray. */
import type { Deps } from '../../../deps.ts'
import type { Notice } from '../../../letter/types.ts'
import { normalise } from '../../../text.ts'
import type { Destination } from '../../mail/address.ts'
import type { Letters } from '../sources/sent.ts'
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
  all: Sources,
  { eligible, destination, begins }: About,
): Promise<readonly Notice[]> {
  const sources = { ...all, letters: ofTheLiving(all) }
  return [
    ...(await chosen(deps.db, sources)),
    ...[
      ...lostAccounts(sources),
      ...unreadAccounts(sources),
      ...elsewhere(destination, sources),
      ...astray(sources),
    ].map((notice): Notice => ({ ...notice, about: 'connection' })),
    ...(await answered(deps.db, sources)),
    ...unanswered(sources),
    ...moreToRead(deps, sources, begins ? 0 : eligible),
    ...sharedMailbox(sources),
    ...secondWayIn(sources, all.identities),
  ]
}

/** The letters without whoever has died since: nothing is said of an answer that will not come. */
function ofTheLiving({ letters, circle }: Pick<Sources, 'letters' | 'circle'>): Letters {
  const died = (address: string) => circle.died.has(normalise(address))
  const sent = letters.sent.map((row) => ({
    ...row,
    items: row.items.filter(({ card }) => !card || !died(card.address)),
  }))
  return { ...letters, sent }
}
