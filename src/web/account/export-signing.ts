/** The part of the export about signing in: browsers, links by mail, and what happened. */
import { listHappenings } from '../../db/accounts/happenings.ts'
import { listAllSessions } from '../../db/accounts/sessions.ts'
import { listSignInLinks } from '../../db/accounts/sign-in-links.ts'
import type { Database } from '../../db/database.ts'

/** As further keys; nothing where there is nothing. What a token could be told by stays out. */
export async function signingOf(db: Database, { id }: { readonly id: string }): Promise<string> {
  const [sessions, links, happenings] = await Promise.all([
    listAllSessions(db, id),
    listSignInLinks(db, id),
    listHappenings(db, id),
  ])
  const browsers = sessions.map(({ userId: _, hash: __, ...session }) => session)
  const mailed = links.map(({ userId: _, id: __, hash: ___, ...link }) => link)
  const happened = happenings.map(({ userId: _, id: __, ...one }) => one)
  return [
    browsers.length ? `,"sessions":${JSON.stringify(browsers)}` : '',
    mailed.length ? `,"signInLinks":${JSON.stringify(mailed)}` : '',
    happened.length ? `,"happenings":${JSON.stringify(happened)}` : '',
  ].join('')
}
