/** What a provider vouches for, as connecting writes it down. */
import type { Database } from '../../src/db/database.ts'
import { provenAddresses } from '../../src/db/schema.ts'
import type { Instant } from '../../src/facts.ts'

export async function prove(
  db: Database,
  proof: { readonly userId: string; readonly subject: string; readonly address: string; readonly at: Instant },
): Promise<void> {
  const issuer = 'https://accounts.google.com'
  await db
    .insert(provenAddresses)
    .values({ ...proof, issuer, how: 'provider' })
    .onConflictDoNothing()
}
