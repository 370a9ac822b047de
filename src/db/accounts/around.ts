/** What is known of somebody's accounts: questions for one statement with others, of a letter or of one person's page. */
import type { Database } from '../database.ts'
import type { UserId } from '../statements/together.ts'
import { listConnections } from './connections.ts'
import { listIdentities } from './identities.ts'
import { listOwnAddresses } from './own-addresses.ts'
import { listProofs } from './proofs.ts'
import { everyStream } from './streams.ts'
import { listSuppressions } from './suppressions.ts'

export const accountsAround = (db: Database, userId: UserId) => ({
  connections: listConnections(db, userId),
  identities: listIdentities(db, userId),
  provenAddresses: listProofs(db, userId),
  suppressions: listSuppressions(db, userId),
  declared: listOwnAddresses(db, userId),
  streams: everyStream(db, userId),
})
