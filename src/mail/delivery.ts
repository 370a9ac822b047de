/** What came of handing a mail to the relay, read off the error that nodemailer gives: above all, whether it may have been taken. */
import type { Delivery } from '../deps.ts'

/** The parts of an error of nodemailer that tell what happened. */
interface Fault {
  readonly code?: string
  /** The last SMTP command, such as "RCPT TO". */
  readonly command?: string
  /** The relay's own reply, where it gave one. */
  readonly responseCode?: number
}

/**
 * A reply of the relay is an outcome. A line that broke is one only as long as the text had not begun to go: after that the
 * relay may have taken the letter and its "250" got lost (nodemailer reports both as ECONNECTION).
 * @param begun the relay had asked for the text
 */
export function toDelivery(error: unknown, begun: boolean): Delivery {
  const { code, command = '', responseCode } = toFault(error)
  const answered = responseCode !== undefined && /^(?:MAIL FROM|RCPT TO|DATA)/.test(command)
  if (answered || (responseCode !== undefined && begun)) {
    const atRecipient = command.startsWith('RCPT') && isAddress(responseCode)
    return {
      kind: 'refused',
      // 552 (too large) and 554 (policy) are about this letter or this sender.
      permanent: responseCode >= 500,
      atRecipient: atRecipient && responseCode >= 500,
      code: responseCode,
      reason: `the mail relay answered ${responseCode} to ${places[command.slice(0, 4)] ?? 'the letter'}`,
    }
  }
  if (begun) return { kind: 'unknown', reason: 'the line to the mail relay broke before it confirmed the letter' }
  return { kind: 'unreached', reason: reasons[code ?? ''] ?? 'the mail relay could not be reached' }
}

function toFault(error: unknown): Fault {
  if (!(error instanceof Error)) return {}
  const { code, command, responseCode } = error as Error & Fault
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof command === 'string' ? { command } : {}),
    ...(typeof responseCode === 'number' ? { responseCode } : {}),
  }
}

const isAddress = (code: number) => code !== 552 && code !== 554

const places: Readonly<Record<string, string>> = { MAIL: 'the sender', RCPT: 'the recipient', DATA: 'the letter' }

const reasons: Readonly<Record<string, string>> = {
  EAUTH: 'the mail relay does not accept the user name and password of SMTP_URL',
  ENOAUTH: 'the mail relay asks for a user name and password in SMTP_URL',
  ETLS: 'the mail relay offers no encryption that can be trusted',
  EREQUIRETLS: 'the mail relay offers no encryption that can be trusted',
  EDNS: 'the host name of the mail relay is not known',
}
