/** Where what was deleted may lie still, and for how long. */
import type { Config } from '../../config.ts'
import { daysOf, policy, sayLasting } from '../../policy.ts'

/** In sentences, after something was deleted or before it is. */
export function filesWords({ DATABASE_URL }: Pick<Config, 'DATABASE_URL'>): string {
  const own = 'Backups you made yourself still hold it.'
  return DATABASE_URL
    ? `The log of the database server, and copies that its owner keeps of it, hold it until they are overwritten. ${own}`
    : `The files of the database are written anew without it, within ${sayLasting(policy.erased)} while this server runs. Backups that the program makes by itself are kept for ${daysOf(policy.backups.gone)} days, and are gone or without it after that. ${own}`
}
