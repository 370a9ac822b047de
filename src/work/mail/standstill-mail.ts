/** The mail to whoever runs a server on which something stands still: plain text, with nothing of any user in it. */
import type { IncidentRow } from '../../db/health/incidents.ts'
import type { Deps, Mail } from '../../deps.ts'
import { policy, sayLasting } from '../../policy.ts'

const day = sayLasting({ days: policy.standstill.hours / 24 })

const words = {
  reading: {
    subject: `Coffee soon? has read nothing for ${day}`,
    text: `For ${day} no mail and no calendar of any account has been read on\nthis server, though accounts are connected.`,
  },
  letters: {
    subject: `Coffee soon? has sent no letter for ${day}`,
    text: `For ${day} no letter has left this server, though letters were due.`,
  },
} as const satisfies Partial<Record<IncidentRow['what'], object>>

type Told = keyof typeof words

/** Of what stands still somebody is told by mail. */
export const isTold = (what: IncidentRow['what']): what is Told => what in words

/** The mail but for where it goes; made from its row alone, so that it can be made again. */
export async function standstillMail(
  { seal, config }: Pick<Deps, 'seal' | 'config'>,
  { id, what }: { readonly id: string; readonly what: Told },
): Promise<Omit<Mail, 'to' | 'replyTo'>> {
  const { hostname, host } = new URL(config.BASE_URL)
  const { subject, text } = words[what]
  return {
    subject,
    html: '',
    text: [
      text,
      `What is wrong is said by\n\n    npm run doctor\n\non the server, in a word by ${config.BASE_URL}/readyz, and in its log.`,
      `-- \nWritten once, by ${host}, to the OPERATOR_EMAIL of its settings.\nThe next one comes when it has worked again and stands still anew.\n`,
    ].join('\n\n'),
    messageId: `<standstill.${(await seal.sign(`standstill|${id}`, 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}
