/** The part of the export about who comes in: browsers, links by mail, what happened, and secrets that were handed out. */
import { listHappenings } from '../../db/accounts/happenings.ts'
import { listAllSessions } from '../../db/accounts/sessions.ts'
import { listSignInLinks } from '../../db/accounts/sign-in-links.ts'
import type { Database } from '../../db/database.ts'
import { listPasses, listUses } from '../../db/passes.ts'

/** As further keys; nothing where there is nothing. What a token could be told by stays out. */
export async function signingOf(db: Database, { id }: { readonly id: string }): Promise<string> {
  const [sessions, links, happenings, passes, uses] = await Promise.all([
    listAllSessions(db, id),
    listSignInLinks(db, id),
    listHappenings(db, id),
    listPasses(db, id),
    listUses(db, id),
  ])
  const browsers = sessions.map(({ userId: _, hash: __, ...session }) => session)
  const mailed = links.map(({ userId: _, id: __, hash: ___, ...link }) => link)
  const happened = happenings.map(({ userId: _, id: __, ...one }) => one)
  const handedOut = passes.map(({ userId: _, hash: __, ...pass }) => pass)
  const asked = uses.map(({ userId: _, ...use }) => use)
  return [
    browsers.length ? `,"sessions":${JSON.stringify(browsers)}` : '',
    mailed.length ? `,"signInLinks":${JSON.stringify(mailed)}` : '',
    happened.length ? `,"happenings":${JSON.stringify(happened)}` : '',
    handedOut.length ? `,"passes":${JSON.stringify(handedOut)}` : '',
    asked.length ? `,"passUses":${JSON.stringify(asked)}` : '',
  ].join('')
}
