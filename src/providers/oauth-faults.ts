/** What each refusal of a sign-in service means, and in which words its user reads it. */
import * as client from 'openid-client'
import { ProviderError } from '../errors.ts'
import type { Sentence } from '../place.ts'

/** The reason of a refusal that only an administrator, or a new consent, can lift. */
export const adminNeeded = 'consent_required'

/** What each answer of an OAuth server means (RFC 6749 sections 4.1.2.1 and 5.2). */
export function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof client.AuthorizationResponseError) return ofCallback(error)
  if (error instanceof client.ResponseBodyError) return ofTokenEndpoint(error)
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'network'
  const details = { reason: code, cause: error }
  if (code.startsWith('OAUTH_') && !unheard.has(code))
    return new ProviderError(
      'unexpected',
      {
        en: 'The answer of the sign-in service could not be trusted. Start again.',
        de: 'Der Antwort des Anmeldedienstes war nicht zu trauen. Fang noch einmal an.',
      },
      details,
    )
  return new ProviderError(
    'unavailable',
    {
      en: 'The sign-in service cannot be reached at the moment.',
      de: 'Der Anmeldedienst ist im Moment nicht zu erreichen.',
    },
    details,
  )
}

/** Codes of the library where no answer came that could be read. */
const unheard: ReadonlySet<string> = new Set(['OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_PARSE_ERROR', 'OAUTH_TIMEOUT'])

/** Somebody came back from the provider's page without a code. */
function ofCallback(error: client.AuthorizationResponseError): ProviderError {
  const reason = asksAdmin(error.error, error.cause.get('suberror'), error.error_description)
    ? adminNeeded
    : error.error
  return new ProviderError(
    error.error === 'temporarily_unavailable' || error.error === 'server_error' ? 'unavailable' : 'forbidden',
    // The reason stands in an address: one that every object has a member of is none of these.
    (Object.hasOwn(refusals, reason) && refusals[reason]) || unfinished,
    { reason, cause: error },
  )
}

/** No token was given for a code, or for an earlier token. */
function ofTokenEndpoint(error: client.ResponseBodyError): ProviderError {
  if (asksAdmin(error.error, error.cause.suberror))
    return new ProviderError(
      'reconnect',
      {
        en: 'The permission is missing: you, or your administrator, have to agree.',
        de: 'Die Erlaubnis fehlt: Du musst zustimmen, oder wer dein Konto verwaltet.',
      },
      {
        reason: adminNeeded,
        cause: error,
      },
    )
  const details = { reason: error.error, cause: error }
  if (['invalid_grant', 'interaction_required', 'login_required'].includes(error.error))
    return new ProviderError(
      'reconnect',
      {
        en: 'The permission was taken back or has run out. Connect the account again.',
        de: 'Die Erlaubnis wurde zurückgenommen oder ist abgelaufen. Verbinde das Konto noch einmal.',
      },
      details,
    )
  const refusal = refusals[error.error]
  if (refusal) return new ProviderError('forbidden', refusal, details)
  if (error.status >= 500 || error.status === 429 || error.error === 'temporarily_unavailable')
    return new ProviderError(
      'unavailable',
      {
        en: 'The sign-in service is not answering properly at the moment.',
        de: 'Der Anmeldedienst antwortet im Moment nicht richtig.',
      },
      details,
    )
  return new ProviderError(
    'unexpected',
    {
      en: `The sign-in service refused this program (${error.error}). Check the OAuth client's id, secret and redirect address.`,
      de: `Der Anmeldedienst lehnte dieses Programm ab (${error.error}). Zu prüfen sind Kennung, Geheimnis und Rücksprungadresse des OAuth-Clients.`,
    },
    details,
  )
}

/**
 * True where consent is missing. Microsoft asks not to rely on the numbers in its texts; the one that means "an
 * administrator has to" is read all the same, since without it the answer is the one that a person's own no gives, and all
 * that hangs on it is which sentence stands first.
 */
function asksAdmin(error: string, suberror: unknown, text = ''): boolean {
  return error === 'consent_required' || suberror === 'consent_required' || /\bAADSTS9009[0-5]\b/.test(text)
}

const unfinished: Sentence = {
  en: 'The sign-in was not completed.',
  de: 'Die Anmeldung wurde nicht abgeschlossen.',
}

const refusals: Readonly<Record<string, Sentence>> = {
  [adminNeeded]: {
    en: 'Your organisation wants an administrator to allow this first, so nothing was connected.',
    de: 'In deiner Organisation muss das zuerst die Verwaltung erlauben, also wurde nichts verbunden.',
  },
  access_denied: {
    en: 'You did not give the permission, so nothing was connected.',
    de: 'Du hast die Erlaubnis nicht gegeben, also wurde nichts verbunden.',
  },
  admin_policy_enforced: {
    en: 'The administrator of your organisation does not allow this program to read mail or calendar.',
    de: 'Die Verwaltung deiner Organisation erlaubt diesem Programm nicht, Mail oder Kalender zu lesen.',
  },
  org_internal: {
    en: 'This program may only be used inside the organisation that runs it.',
    de: 'Dieses Programm ist nur für die Organisation da, die es betreibt.',
  },
}
