/** What made a message, by the form of its Message-ID: a program that people write in, another one, or a service that sends for many. */
import { isBulkService } from '../../bulk-services.ts'
import { cut } from '../../text.ts'

export type Maker = 'person' | 'program' | 'service'

/** Undefined where the form says nothing. `messageId` is without its angle brackets; it comes from whoever sent the message. */
export function makerOf(messageId: string): Maker | undefined {
  const id = cut(messageId, 250)
  const at = id.lastIndexOf('@')
  if (at < 1) return undefined
  const local = id.slice(0, at)
  const host = id.slice(at + 1).toLowerCase()
  if (isBulkService(host) || listPrograms.test(local)) return 'service'
  if (byHand.some((form) => form.test(local)) || (webMail.test(host) && !byServer.test(local))) return 'person'
  return uuid.test(local) && !takenIn.test(host) ? undefined : 'program'
}

const listPrograms = /^(?:LYRIS|LISTMANAGER|bulk\.)|\.Mailman$/
/** Each the form of mail programs that people write in. */
const byHand: readonly RegExp[] = [
  // Gmail on the web and on a phone.
  /^CA[A-Z][\w+=-]{40,80}$/,
  // Outlook at Microsoft 365: the server's name, then 32 digits; Exchange of one's own: digits only.
  /^[0-9A-Z]{8,20}[0-9A-F]{20,34}$/,
  /^[0-9A-F]{36,46}$/,
  // Apple Mail.
  /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/,
  // Outlook and Outlook Express.
  /^[0-9a-f]{12}\$[0-9a-f]{8}\$[0-9a-f]{8}\$?$/,
  /^[A-Z]{24,28}\.[^@]{1,64}$/,
  // Netscape, Mozilla and Thunderbird before its identifiers became random.
  /^[0-9A-F]{8}\.[0-9A-F]{4,8}$/,
  // Mutt, Sylpheed and Claws, KMail, Evolution, Gnus, Pine, Eudora, nmh.
  /^\d{14}\.(?:[A-Z]{1,2}\d{1,7}|[0-9a-f]{8}\.[^@]{1,64})$/,
  /^\d{12}(?:\d\d)?\.\d{5}(?:\.[^@]{1,64})?$/,
  /\.(?:camel|fsf|squirrel|tmda)$/i,
  /^(?:alpine|Pine)\./,
  /^\d\.\d{1,2}(?:\.\d{1,2}){1,3}\.\d{14}\.[0-9a-f]{8}$/,
  /^[ap]0[0-9a-f]{8,22}$/,
  /^\d{1,6}\.\d{10}$/,
  // Notes, VM, Pegasus, IMP.
  /^OF[0-9A-F]{8}\.[0-9A-F]{8}-ON[0-9A-F]{8}\.[0-9A-F]{8}$/,
  /^\d{5}\.\d{1,5}\.\d{1,6}\.\d{1,6}$/,
  /^[0-9A-F]{8}\.\d{1,5}\.[0-9A-F]{4,8}$/,
  /^\d{10}\.[0-9a-f]{13}$/,
  // Web mail of GMX, and of Zimbra.
  /^trinity-/,
  /JavaMail\.zimbra$/,
]
/** Where only what was written there gets its identifier: mail of private people in the browser. */
const webMail =
  /^(?:webmail\.[^@]{1,200}|web\d{3,6}\.mail\.yahoo\.com|mail\.yahoo\.com|hotmail\.com|phx\.gbl|(?:www|app|web)\.fastmail\.com|(?:proton|protonmail)\.(?:me|com)|aol\.com)$/
/** The server gave it, as the program that sent it did not: sendmail, Postfix, Exim, qmail. */
const byServer = /^\d{12}\.[A-Za-z0-9]{8,16}$|^\d{14}\.[0-9A-F]{8,16}$|^E1[\w-]{13,20}$|^\d{14}\.\d{1,6}\.qmail$/
/** Thunderbird writes these, and so do many libraries; at such a host Microsoft 365 gave it to a message that came without. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const takenIn = /\.prod\.(?:protection\.)?(?:outlook|exchangelabs)\.com$/
