/** The mails that tell an owner of their accounts: plain text, made from the row alone, so that they can be made again. */
import { type Alarm, listAlarms } from '../../db/accounts/alarms.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Deps, Mail } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { atFirst, inWords, policy, sayLasting } from '../../policy.ts'
import { traits } from '../../providers/traits.ts'
import type { ProviderName } from '../../providers/types.ts'
import { absenceMail } from './absence-mail.ts'
import { destinationOf } from './address.ts'

type Making = Pick<Deps, 'seal' | 'config' | 'providers'>

type Made = Omit<Mail, 'to' | 'replyTo'>

/** The mail but for where it goes. It names providers and nothing of anybody's: no address, no person, no subject. */
export const alarmMail = (
  deps: Making,
  row: Pick<Alarm, 'id' | 'kind' | 'providers' | 'stopsAt'>,
  user: User,
): Promise<Made> => (row.kind === 'absence' ? absenceMail(deps, row, user) : accountsMail(deps, row))

async function accountsMail(deps: Making, { id, providers }: Pick<Alarm, 'id' | 'providers'>): Promise<Made> {
  const { hostname, host } = new URL(deps.config.BASE_URL)
  const each = [...new Set(providers)]
  const names = each.map((name) => accountsOf(deps, name, providers)).join('\nand ')
  const links = each.map((name) => `${deps.config.BASE_URL}/connect/${name}`)
  return {
    subject:
      providers.length > 1
        ? `${atFirst(inWords(providers.length))} accounts have to be connected again`
        : 'An account has to be connected again',
    html: '',
    text: [
      `Coffee soon? cannot read ${names} any more.`,
      'What was read is kept, and everything else goes on. Connect again, and\nreading goes on where it stopped:',
      links.join('\n'),
      `-- \nWritten once, on ${host}.\nSuch a mail comes at most once in ${sayLasting(policy.betweenAlarms)}, whatever happens.\nYour weekly letter and the pages say it as well.\n`,
    ].join('\n\n'),
    messageId: `<alarm.${(await deps.seal.sign(`alarm|${id}`, 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** "your Google account", "two Google accounts of yours". */
function accountsOf(deps: Pick<Deps, 'providers'>, name: ProviderName, all: Alarm['providers']): string {
  const amount = all.filter((one) => one === name).length
  const provider = deps.providers.get(name)
  const label = provider?.sample ? provider.label : `${traits[name].label} account`
  return amount > 1 ? `${inWords(amount)} ${label}s of yours` : `your ${label}`
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
