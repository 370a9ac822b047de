/** The mail that says that reading stops: plain text, made from its row alone, so that it can be made again. */

import { wholeDate } from '../../dates.ts'
import type { Alarm } from '../../db/accounts/alarms.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { storeLinks } from '../../db/links.ts'
import type { Deps, Mail } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { placeOfUser } from '../../place.ts'
import { policy } from '../../policy.ts'
import { sha256 } from '../../seal.ts'
import { tokenOf } from './links.ts'
import { folded, mailWords } from './words/words.ts'

type Told = Pick<Alarm, 'id' | 'stopsAt'>

const link = { purpose: 'stay', address: null } as const

/** The mail but for where it goes. It names nobody: no address, no person, no subject. */
export async function absenceMail(
  deps: Pick<Deps, 'seal' | 'config'>,
  { id, stopsAt }: Told,
  user: User,
): Promise<Omit<Mail, 'to' | 'replyTo'>> {
  const { BASE_URL } = deps.config
  const { hostname, host } = new URL(BASE_URL)
  const place = placeOfUser(user)
  const words = mailWords(user).absence
  const day = stopsAt ? wholeDate(stopsAt.toZonedDateTimeISO(place.timeZone), place) : words.thatDay
  return {
    subject: words.subject(policy.absence.notice),
    html: '',
    text: [
      folded(words.says({ months: policy.absence.stop.months - 1 }, day)),
      words.press,
      `${BASE_URL}/do/${await tokenOf(deps, id, link)}`,
      folded(words.otherwise),
      `-- \n${words.end(host)}\n`,
    ].join('\n\n'),
    messageId: `<absence.${(await deps.seal.sign(`absence|${id}`, 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** Writes down the link of a mail that is leaving. It does not end: being there is worth knowing whenever that is. */
export async function openStayLink(
  tx: Database,
  deps: Pick<Deps, 'seal'>,
  { id, userId, at }: { readonly id: string; readonly userId: string; readonly at: Instant },
): Promise<void> {
  const hash = await sha256(await tokenOf(deps, id, link))
  await storeLinks(tx, [{ ...link, hash, userId, createdAt: at, expiresAt: null }])
}
