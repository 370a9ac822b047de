/** What a calendar server's refusals mean (RFC 4918, RFC 4791, RFC 6578). */
import { ProviderError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { passwordRefused } from '../login.ts'

interface Refusal {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** The reason of a refusal that is about the sync token: the calendar is listed anew. */
export const lostToken = 'valid-sync-token'

/** Classifies an answer of 300 and more. */
export function toDavError({ status, text, headers }: Refusal, now: Instant): ProviderError {
  const reason = String(status)
  const retryAfter = secondsOf(headers.get('retry-after'), now)
  const wait = { reason, retryAt: now.add({ seconds: retryAfter ?? 60 }) }
  // A precondition stands in the body, with 403, 409 or whatever else a server makes of it (RFC 6578 section 3.2).
  if (status === 410 || /valid-sync-token/i.test(text.slice(0, 4000)))
    return new ProviderError(
      'cursor-expired',
      {
        en: 'The reading position has run out; reading starts afresh.',
        de: 'Die Stelle, bis zu der gelesen war, gilt nicht mehr; das Lesen beginnt von vorn.',
      },
      {
        reason: lostToken,
      },
    )
  if (status === 401)
    return new ProviderError(
      'reconnect',
      {
        en: 'The calendar server does not take this password. Connect it again.',
        de: 'Der Kalenderserver nimmt dieses Passwort nicht an. Verbinde ihn noch einmal.',
      },
      {
        reason: passwordRefused,
      },
    )
  if (status === 429 || (status === 503 && retryAfter !== null))
    return new ProviderError(
      'throttled',
      { en: 'The calendar server asks to wait a little.', de: 'Der Kalenderserver bittet um etwas Geduld.' },
      wait,
    )
  if (status === 404)
    return new ProviderError(
      'missing',
      { en: 'The calendar server does not have this any more.', de: 'Der Kalenderserver hat das nicht mehr.' },
      { reason },
    )
  if (status === 403)
    return new ProviderError(
      'forbidden',
      { en: 'The calendar server refuses this.', de: 'Der Kalenderserver lehnt das ab.' },
      { reason },
    )
  if (status === 507)
    return new ProviderError(
      'forbidden',
      {
        en: 'There is no room left in the calendar at its server.',
        de: 'Im Kalender ist auf seinem Server kein Platz mehr.',
      },
      { reason },
    )
  if (status >= 500 || status === 408)
    return new ProviderError(
      'unavailable',
      {
        en: 'The calendar server is not answering properly at the moment.',
        de: 'Der Kalenderserver antwortet im Moment nicht richtig.',
      },
      { reason },
    )
  return new ProviderError(
    'unexpected',
    {
      en: 'The calendar server answered something unexpected.',
      de: 'Der Kalenderserver antwortete etwas Unerwartetes.',
    },
    { reason },
  )
}

const longestWaitSeconds = 86_400

function secondsOf(value: string | null, now: Instant): number | null {
  if (!value) return null
  const seconds = /^\d{1,9}$/.test(value.trim()) ? Number(value) : (Date.parse(value) - now.epochMilliseconds) / 1000
  return Number.isNaN(seconds) ? null : Math.ceil(Math.min(longestWaitSeconds, Math.max(0, seconds)))
}
