/** Has the embedded database written anew once something was deleted from it: at once where that is quick, else when nobody looks. */
import { databaseBytes } from '../../db/gone/copy.ts'
import { erasureOwedSince, forgetErasures } from '../../db/gone/erasures.ts'
import type { Deps } from '../../deps.ts'
import { hoursOf, policy } from '../../policy.ts'

/** So much is copied in a second or two: no page waits longer for that. */
const quickBytes = 48 * 1024 * 1024

/** Does nothing where nothing is owed; and on a server, whose owner sees to its files. */
export async function rewriteFiles({ db, files, config, now, log }: Deps): Promise<void> {
  const since = await erasureOwedSince(db)
  if (!since) return
  if (config.DATABASE_URL) return forgetErasures(db)
  if (!files) return
  const late = since.add({ hours: hoursOf(policy.erased) }).epochMilliseconds <= now().epochMilliseconds
  if (!late && !files.isQuiet() && (await databaseBytes(db)) > quickBytes) return
  await files.rewrite()
  log('files written anew')
}
