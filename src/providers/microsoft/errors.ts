/** What Graph's error answers mean. Codes come in any case and with more than one status, so both decide together. */
import type { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'

/** One refused or failed answer: `body` is parsed JSON where it was JSON. */
export interface GraphFault {
  readonly status: number
  readonly body: unknown
  readonly retryAfter?: string | null
  /** The request went along a link that Graph had handed out before: refused as malformed, that link has run out. */
  readonly followed?: boolean
}

const bodySchema = z.object({ error: z.object({ code: z.string().default(''), message: z.string().default('') }) })

/** The reason of every 401, whatever the answer says of it: a new token may help, once. */
export const refusedToken = 'unauthorized'

/** A delta token that was evicted, or that this mailbox no longer understands. Lower case. */
const lostCodes = new Set([
  'syncstatenotfound',
  'syncstateinvalid',
  'resyncrequired',
  'resyncchangesapplydifferences',
  'resyncchangesuploaddifferences',
  'errorinvalidsyncstatedata',
])
const paceCodes = new Set(['applicationthrottled', 'toomanyrequests', 'activitylimitreached', 'errorserverbusy'])
/** No mailbox at Exchange Online: not licensed, on premises, or closed. They come with 404 as well, like a message that is gone. */
const mailboxCodes = new Set([
  'mailboxnotenabledforrestapi',
  'mailboxnothostedinexchangeonline',
  'errornonexistentmailbox',
  'errorinvalidlicense',
  'erroraccountsuspend',
])
/** The mailbox is being moved between servers, or its store is down. */
const passingCodes = new Set(['errormailboxmoveinprogress', 'errormailboxstoreunavailable', 'mailboxinfostale'])

/**
 * Classifies an answer that is not 2xx.
 * Source: the error, throttling and delta query pages of the Microsoft Graph documentation.
 */
export function toGraphError(fault: GraphFault, now: Temporal.Instant): ProviderError {
  const { status } = fault
  const parsed = bodySchema.safeParse(fault.body)
  const { code, message } = parsed.success ? parsed.data.error : { code: '', message: '' }
  // A code is Microsoft's own word, but it is logged: whatever does not look like one is left out.
  const reason = /^[\w.]{1,60}$/.test(code) ? code : String(status)
  const named = code.toLowerCase()
  const details = { reason, ...retry(fault, now) }

  if (status >= 200 && status < 300) return unreadable()
  if (status === 401)
    return new ProviderError(
      'reconnect',
      {
        en: 'Microsoft no longer accepts the permission. Connect the account again.',
        de: 'Microsoft nimmt die Erlaubnis nicht mehr an. Verbinde das Konto noch einmal.',
      },
      {
        reason: refusedToken,
      },
    )
  if (lostCodes.has(named) || status === 410) return lostPosition(reason)
  if (mailboxCodes.has(named))
    return new ProviderError(
      'forbidden',
      {
        en: 'This Microsoft account has no Outlook mailbox, or it is switched off.',
        de: 'Dieses Microsoft-Konto hat kein Outlook-Postfach, oder es ist ausgeschaltet.',
      },
      {
        reason,
      },
    )
  if (status === 429 || paceCodes.has(named))
    return new ProviderError(
      'throttled',
      {
        en: 'Microsoft asks for fewer requests; reading goes on by itself.',
        de: 'Microsoft bittet um weniger Anfragen; das Lesen geht von selbst weiter.',
      },
      details,
    )
  if (status >= 500 || status === 408 || passingCodes.has(named))
    return new ProviderError(
      'unavailable',
      { en: 'Microsoft is not answering properly at the moment.', de: 'Microsoft antwortet im Moment nicht richtig.' },
      details,
    )
  if (status === 404)
    return new ProviderError(
      'missing',
      { en: 'Microsoft does not have this any more.', de: 'Microsoft hat das nicht mehr.' },
      { reason },
    )
  if (status === 403 && /\bscopes?\b|insufficient privileges|no permissions/i.test(message))
    return new ProviderError(
      'reconnect',
      {
        en: 'A permission is missing. Connect the account again.',
        de: 'Eine Erlaubnis fehlt. Verbinde das Konto noch einmal.',
      },
      { reason },
    )
  if (status === 403)
    return new ProviderError(
      'forbidden',
      {
        en: 'Microsoft refuses this. For a work or school account its administrator may have to allow it.',
        de: 'Microsoft lehnt das ab. Bei einem Konto von Arbeit oder Schule muss es vielleicht dessen Verwaltung erlauben.',
      },
      { reason },
    )
  if (status === 400 && fault.followed) return lostPosition(reason)
  return new ProviderError(
    'unexpected',
    { en: 'Microsoft answered something unexpected.', de: 'Microsoft antwortete etwas Unerwartetes.' },
    { reason },
  )
}

/** The cursor that was sent no longer stands for anything: what helps is a new snapshot. */
export function lostPosition(reason: string): ProviderError {
  return new ProviderError(
    'cursor-expired',
    {
      en: 'The reading position has run out; reading starts afresh.',
      de: 'Die Stelle, bis zu der gelesen war, gilt nicht mehr; das Lesen beginnt von vorn.',
    },
    { reason },
  )
}

/** An answer of success that is cut short or of an unknown form. */
export function unreadable(): ProviderError {
  return new ProviderError(
    'unavailable',
    {
      en: 'Microsoft answered something that could not be read.',
      de: 'Microsoft antwortete etwas, das sich nicht lesen ließ.',
    },
    {
      reason: 'unreadable',
    },
  )
}

/** An answer of success whose link to go on with leads elsewhere: it is not stored, and the answer is asked for again. */
export function strayLink(): ProviderError {
  return new ProviderError(
    'unavailable',
    {
      en: 'Microsoft answered something that could not be read.',
      de: 'Microsoft antwortete etwas, das sich nicht lesen ließ.',
    },
    { reason: 'link' },
  )
}

/** Of no one folder, message or stretch of a calendar, but of the whole mailbox or of the way there. */
const wholeReasons = new Set(['network', 'origin', ...mailboxCodes, ...passingCodes])

/**
 * Whether a fault may be one of this part alone, so that the rest goes on without it: what is refused or not there at
 * once, anything else after a few tries.
 * @param careful the last tries at it failed
 */
export function isOfPart(error: unknown, careful: boolean): error is ProviderError {
  if (!(error instanceof ProviderError) || wholeReasons.has((error.reason ?? '').toLowerCase())) return false
  if (error.kind === 'forbidden' || error.kind === 'missing') return true
  return careful && (error.kind === 'unavailable' || error.kind === 'unexpected' || error.kind === 'throttled')
}

const longestWaitSeconds = 86_400

/** Retry-After, a day at most: in seconds, or an HTTP date. Graph does not always send it. */
function retry({ retryAfter }: GraphFault, now: Temporal.Instant): { retryAt?: Temporal.Instant } {
  if (!retryAfter) return {}
  const value = retryAfter.trim()
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now.epochMilliseconds) / 1000
  if (Number.isNaN(seconds)) return {}
  return { retryAt: now.add({ seconds: Math.ceil(Math.min(longestWaitSeconds, Math.max(0, seconds))) }) }
}
