/** What came of handing a mail to the relay, read off the error that nodemailer gives: above all, whether it may have been taken. */
import type { Delivery } from '../deps.ts'

/** The parts of an error of nodemailer that tell what happened. */
interface Fault {
  readonly code: string
  /** What the system said, where nodemailer put a word of its own into `code`. */
  readonly cause: string
  /** The last SMTP command, such as "RCPT TO". */
  readonly command: string
  /** The relay's own reply, where it gave one. */
  readonly responseCode: number | null
  readonly response: string
}

/**
 * A refusal of the relay is an outcome. A line that broke is one only as long as the text had not begun to go: after that
 * the relay may have taken the letter and its "250" got lost (nodemailer reports both as ECONNECTION).
 * @param begun the relay had asked for the text
 */
export function toDelivery(error: unknown, begun: boolean): Delivery {
  const fault = toFault(error)
  const { command, responseCode } = fault
  const place = places[command.slice(0, 4)]
  // A reply that is neither yes nor no, such as a second 354, says nothing about the letter.
  if (responseCode !== null && responseCode >= 400 && (place || begun))
    return {
      kind: 'refused',
      permanent: responseCode >= 500,
      atRecipient: command.startsWith('RCPT') && isAboutAddress(responseCode, fault.response),
      code: responseCode,
      reason: `the mail relay answered ${responseCode} to ${place ?? 'the letter'}`,
    }
  if (begun) return { kind: 'unknown', reason: isLate(fault) ? late : broken }
  return { kind: 'unreached', reason: whyUnreached(fault) }
}

const broken = 'the line to the mail relay broke before it confirmed the letter'
const late = 'the mail relay did not confirm the letter in the time that mail programs wait for'

/** ETIMEDOUT is a silence, EABORT a mail that took longer than all of it may. */
const isLate = ({ code }: Fault): boolean => code === 'ETIMEDOUT' || code === 'EABORT'

function toFault(error: unknown): Fault {
  const { code, originalCode, command, responseCode, response } = (error instanceof Error ? error : {}) as {
    [K in 'code' | 'originalCode' | 'command' | 'responseCode' | 'response']?: unknown
  }
  return {
    code: String(code ?? ''),
    cause: String(originalCode ?? ''),
    command: String(command ?? ''),
    responseCode: typeof responseCode === 'number' ? responseCode : null,
    response: String(response ?? ''),
  }
}

/**
 * Whether a reply to RCPT is about the receiver's address, for good. 552 (too large) and 554 (policy) are about this letter
 * or this sender, and so is what the second number of an enhanced code (RFC 3463) says of systems, routes, protocol or
 * policy: "550 5.7.1 relaying denied" must not close a good address. A full mailbox (5.2.2) empties again.
 */
function isAboutAddress(code: number, response: string): boolean {
  if (code < 550 || code === 552 || code === 554) return false
  const [, subject, detail] = /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(response) ?? []
  if (subject === undefined) return true
  const isSender = subject === '1' && (detail === '7' || detail === '8')
  const isRoom = subject === '2' && (detail === '2' || detail === '3')
  return (subject === '1' || subject === '2') && !isSender && !isRoom
}

const places: Readonly<Record<string, string>> = { MAIL: 'the sender', RCPT: 'the recipient', DATA: 'the letter' }

function whyUnreached({ code, cause, responseCode }: Fault): string {
  if (code === 'EAUTH' && responseCode !== null && responseCode < 500)
    return 'the mail relay cannot check user name and password at the moment'
  const known = reasons[code] ?? reasons[cause]
  if (known) return known
  if (/CERT|SSL|TLS|EPROTO/.test(cause)) return untrusted
  if (responseCode !== null) return `the mail relay answered ${responseCode} before it took a letter`
  return 'the mail relay could not be reached'
}

const untrusted = 'the mail relay offers no encryption that can be trusted'

const reasons: Readonly<Record<string, string>> = {
  EAUTH: 'the mail relay does not accept the user name and password of SMTP_URL',
  ENOAUTH: 'the mail relay asks for a user name and password in SMTP_URL',
  ETLS: untrusted,
  EREQUIRETLS: untrusted,
  EDNS: 'the host name of the mail relay is not known',
  ETIMEDOUT: 'the mail relay did not answer in time',
  EABORT: 'the mail relay did not answer in time',
  ECONNREFUSED: 'nothing answers at the host and port of SMTP_URL',
  EENVELOPE: 'the address is not one that mail can be sent to',
  ESTREAM: 'the letter could not be put together',
}
