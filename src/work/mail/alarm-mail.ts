/** The mails that tell an owner of their accounts: plain text, made from the row alone, so that they can be made again. */
import { type Alarm, listAlarms } from '../../db/accounts/alarms.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Deps, Mail } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { policy } from '../../policy.ts'
import { traits } from '../../providers/traits.ts'
import { absenceMail } from './absence-mail.ts'
import { destinationOf } from './address.ts'
import { folded, mailWords } from './words/words.ts'

type Making = Pick<Deps, 'seal' | 'config' | 'providers'>

type Made = Omit<Mail, 'to' | 'replyTo'>

/** The mail but for where it goes. It names providers and nothing of anybody's: no address, no person, no subject. */
export const alarmMail = (
  deps: Making,
  row: Pick<Alarm, 'id' | 'kind' | 'providers' | 'stopsAt'>,
  user: User,
): Promise<Made> => (row.kind === 'absence' ? absenceMail(deps, row, user) : accountsMail(deps, row, user))

async function accountsMail(
  deps: Making,
  { id, providers }: Pick<Alarm, 'id' | 'providers'>,
  user: User,
): Promise<Made> {
  const { hostname, host } = new URL(deps.config.BASE_URL)
  const words = mailWords(user).accounts
  const each = [...new Set(providers)]
  const names = each.map((name) => {
    const { sample = false, label = traits[name].label } = deps.providers.get(name) ?? {}
    return words.of(providers.filter((one) => one === name).length, sample ? label : traits[name].label, sample)
  })
  const links = each.map((name) => `${deps.config.BASE_URL}/connect/${name}`)
  return {
    subject: words.subject(providers.length),
    html: '',
    text: [
      folded(words.cannot(names)),
      folded(words.again),
      links.join('\n'),
      `-- \n${folded(words.end(host, policy.betweenAlarms))}\n`,
    ].join('\n\n'),
    messageId: `<alarm.${(await deps.seal.sign(`alarm|${id}`, 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** Such mails as they lie in the outbox, the newest first. */
export async function listAlarmMails(
  deps: Deps,
  user: User,
): Promise<readonly (Pick<Mail, 'to' | 'subject' | 'text'> & { readonly at: Instant })[]> {
  const sent = (await listAlarms(deps.db, user.id)).flatMap((row) =>
    row.state === 'sent' && row.sentAt ? [{ row, at: row.sentAt }] : [],
  )
  if (!sent.length) return []
  const { address } = await destinationOf(deps.db, deps, user)
  return Promise.all(
    sent.map(async ({ row, at }) => {
      const { subject, text } = await alarmMail(deps, row, user)
      return { to: address, subject, text, at }
    }),
  )
}
