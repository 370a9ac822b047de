/** The doctor's look at the mail relay, and the test mail that it sends when asked to. */
import { createPrivateKey } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Delivery } from '../../deps.ts'
import { inPerson } from '../../mail/patience.ts'
import { checkRelay, createMailer } from '../../mail/relay.ts'
import { randomToken } from '../../seal.ts'
import { checklist, lacksSender, senderDomain } from '../../work/house/checklist.ts'
import { type Finding, fault, look, ok } from './finding.ts'

const flag = '--send-test'

export async function checkMail(config: Config, args: readonly string[]): Promise<Finding[]> {
  const asked = args.includes(flag)
  if (!config.SMTP_URL) {
    if (asked) return [fault('mail', 'No test mail was sent: SMTP_URL is not set. docs/mail.md has worked examples.')]
    const step = checklist(config, {}).find(({ name }) => name === 'relay')
    return [look('mail', `${step?.words} ${step?.next}`)]
  }
  const problem = await checkRelay(config)
  if (problem !== null) return [fault('mail', `${ended(problem)} docs/mail.md has worked examples.`)]
  const reached = [ok('mail', 'The relay answers and lets this program in.'), ...checkSender(config)]
  return asked ? [...reached, await sendTest(config, args[args.indexOf(flag) + 1] ?? '')] : reached
}

/** Who the letters come from, and whether they can be signed here. */
function checkSender(config: Config): Finding[] {
  const found: Finding[] = []
  if (lacksSender(config))
    found.push(
      look('mail', 'MAIL_FROM is not set: give an address that this relay may send for, or letters are refused.'),
    )
  if (config.DKIM_PRIVATE_KEY && !isKey(config.DKIM_PRIVATE_KEY))
    found.push(fault('mail', 'DKIM_PRIVATE_KEY is no key: make a new one as docs/mail.md shows.'))
  return found
}

function isKey(text: string): boolean {
  try {
    return createPrivateKey(text).type === 'private'
  } catch {
    return false
  }
}

async function sendTest(config: Config, to: string): Promise<Finding> {
  if (!/^[^\s@,;<>"()]+@[^\s@,;<>"()]+$/.test(to))
    return fault('mail', `No test mail was sent: put one address behind ${flag}, such as ${flag} you@example.org`)
  const mailer = createMailer(config, { pool: false, patience: inPerson })
  if (!mailer) return fault('mail', 'No test mail was sent: SMTP_URL is not set.')
  const text = `This is the test mail that was asked for on ${config.BASE_URL}. It arrived, so letters can.\n`
  try {
    const delivery = await mailer.send({
      to,
      subject: 'A test from Coffee soon',
      text,
      html: `<p>${text.trim()}</p>`,
      messageId: `<doctor.${randomToken()}@${senderDomain(config)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return outcome(delivery)
  } finally {
    await mailer.close()
  }
}

function outcome(delivery: Delivery): Finding {
  switch (delivery.kind) {
    case 'accepted':
      return ok('mail', 'The relay took the test mail. If it does not arrive, look among spam and read docs/mail.md.')
    case 'refused':
      return fault(
        'mail',
        `The relay refused the test mail${delivery.atRecipient ? ' because of its receiver' : ''}${delivery.permanent ? '' : ' for now'}: ${ended(delivery.reason)}`,
      )
    case 'unreached':
      return fault('mail', `The test mail was not handed over: ${ended(delivery.reason)}`)
    case 'unknown':
      return fault(
        'mail',
        `Nobody knows whether the test mail left: ${ended(delivery.reason)} Look whether it arrives.`,
      )
  }
}

const ended = (sentence: string) => (/[.?]$/.test(sentence) ? sentence : `${sentence}.`)
