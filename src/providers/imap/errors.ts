/** What a mail server's refusals mean. Nothing that it says in words is logged or shown: it may name a person or hold what was sent. */
import { ProviderError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { earliest, type Trouble } from '../aside.ts'
import { appPasswordNeeded, passwordRefused } from '../login.ts'

/** What imapflow knows of a fault. */
interface Known {
  readonly code?: unknown
  readonly serverResponseCode?: unknown
  readonly responseStatus?: unknown
  readonly responseText?: unknown
  readonly authenticationFailed?: unknown
  readonly reason?: unknown
  readonly message?: unknown
}

/** Response codes of RFC 5530 and what Gmail and Yahoo write, in capitals, each with how long it lasts at least. */
const passing: ReadonlyMap<string, number> = new Map([
  ['UNAVAILABLE', 10],
  ['INUSE', 5],
  ['LIMIT', 30],
  ['THROTTLED', 30],
  ['OVERQUOTA', 60],
])
/** Gmail gives an account back after a day at most; Yahoo after some hours. */
const bandwidthMinutes = 120
const connectionMinutes = 5

/** What the server would not read or write as it should, so that no later command on this connection is sound either. */
const unreadableCodes =
  /^(?:ParserError|LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooMany|MAX_IMAP|InvalidResponse|ResponseProcessing)/

/** The reason of a fault that lies in what came: with fewer messages at once the rest may be had. */
export const unreadableReason = 'unreadable'
export const refusedReason = 'refused command'

/** @param error as imapflow throws it, or what ended the connection */
export function toImapError(error: unknown, now: Instant): ProviderError {
  if (error instanceof ProviderError) return error
  const known = (typeof error === 'object' && error !== null ? error : {}) as Known
  const text = [known.responseText, known.reason, known.message].filter((one) => typeof one === 'string').join(' ')
  const words = text.slice(0, 500)
  const named = String(known.serverResponseCode ?? /\[([A-Z-]{1,40})[\] ]/.exec(words)?.[1] ?? '').toUpperCase()
  const wait = waitOf(named, words)
  if (wait)
    return new ProviderError(
      'throttled',
      {
        en: 'The mail server asks to be left alone for a while; reading goes on by itself.',
        de: 'Der Mailserver möchte eine Weile in Ruhe gelassen werden; das Lesen geht von selbst weiter.',
      },
      {
        reason: wait.reason,
        retryAt: now.add({ minutes: wait.minutes }),
      },
    )
  if (named === 'AUTHENTICATIONFAILED' || named === 'AUTHORIZATIONFAILED' || named === 'EXPIRED')
    return new ProviderError(
      'reconnect',
      {
        en: 'The server does not take this name and password any more.',
        de: 'Der Server nimmt diesen Namen mit diesem Passwort nicht mehr an.',
      },
      {
        reason: passwordRefused,
      },
    )
  if (unreadableCodes.test(String(known.code ?? '')))
    return new ProviderError(
      'unavailable',
      {
        en: 'The mail server answered something that could not be read.',
        de: 'Der Mailserver antwortete etwas, das sich nicht lesen ließ.',
      },
      {
        reason: unreadableReason,
      },
    )
  if (known.authenticationFailed !== true && (known.responseStatus === 'NO' || known.responseStatus === 'BAD'))
    return new ProviderError(
      named === 'NOPERM' ? 'forbidden' : named === 'NONEXISTENT' ? 'missing' : 'unavailable',
      { en: 'The mail server refuses this at the moment.', de: 'Der Mailserver lehnt das im Moment ab.' },
      { reason: /^[A-Z]{1,30}$/.test(named) ? named.toLowerCase() : String(known.responseStatus).toLowerCase() },
    )
  return toFault(error)
}

/** What a failed first sign-in means to whoever typed the login: a server that asks to wait says nothing of the password. */
export function toProbeFault(error: unknown, now: Instant): ProviderError {
  const found = toImapError(error, now)
  if (found.kind !== 'throttled' || !found.retryAt) return toFault(error)
  const minutes = Math.round(found.retryAt.since(now).total('minutes'))
  const words =
    found.reason === 'connections'
      ? tooManyOpen
      : {
          en: `The mail server asks to be left alone for a while. Try again in ${minutes < 60 ? `${minutes} minutes` : 'an hour or two'}; the password was not looked at.`,
          de: `Der Mailserver möchte eine Weile in Ruhe gelassen werden. Versuch es in ${minutes < 60 ? `${minutes} Minuten` : 'ein, zwei Stunden'} noch einmal; das Passwort wurde nicht angesehen.`,
        }
  return new ProviderError('throttled', words, { reason: found.reason ?? 'throttled', retryAt: found.retryAt })
}

function waitOf(code: string, words: string): { readonly minutes: number; readonly reason: string } | null {
  if (/bandwidth|command or bandwidth limit|download limit/i.test(words))
    return { minutes: bandwidthMinutes, reason: 'bandwidth' }
  if (/too many (?:simultaneous )?connections|simultaneous|maximum number of connections/i.test(words))
    return { minutes: connectionMinutes, reason: 'connections' }
  const minutes = passing.get(code)
  if (minutes) return { minutes, reason: code.toLowerCase() }
  return /throttl|rate limit|too many (?:commands|requests)/i.test(words) ? { minutes: 30, reason: 'throttled' } : null
}

/** The position that was kept no longer stands for anything: what helps is a new snapshot. */
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

/** A folder is listed, and how it stands is not said. */
export const noStatus = () =>
  new ProviderError(
    'unavailable',
    {
      en: 'The mail server does not say how a folder stands.',
      de: 'Der Mailserver sagt nicht, wie es um einen Ordner steht.',
    },
    { reason: 'status' },
  )

/** There is nothing to read where there always is something. */
export const noFolders = (gmail: boolean): ProviderError =>
  gmail
    ? new ProviderError(
        'forbidden',
        {
          en: 'Gmail hides All Mail from mail programs. In its settings, under Labels, tick “Show in IMAP” for All Mail.',
          de: 'Gmail verbirgt „Alle Nachrichten“ vor Mailprogrammen. Setz in den Einstellungen von Gmail unter „Labels“ bei „Alle Nachrichten“ den Haken „In IMAP anzeigen“.',
        },
        { reason: 'all mail' },
      )
    : new ProviderError(
        'unavailable',
        { en: 'The mail server lists no folder at the moment.', de: 'Der Mailserver nennt im Moment keinen Ordner.' },
        { reason: 'no folders' },
      )

/** What all folders have in common, as a fault of the mailbox. */
export function noFolder(folders: readonly { readonly trouble?: Trouble | undefined }[]): ProviderError {
  const troubles = folders.flatMap(({ trouble }) => trouble ?? [])
  const retryAt = earliest(troubles)
  return new ProviderError(
    'unavailable',
    {
      en: 'The mail server does not hand out any folder of this mailbox at the moment.',
      de: 'Der Mailserver gibt im Moment keinen Ordner dieses Postfachs heraus.',
    },
    {
      reason: troubles[0]?.reason ?? 'folders',
      ...(retryAt ? { retryAt } : {}),
    },
  )
}

/** Whether the fault may be one folder's alone: the connection is sound, and the server said no. */
export const isOfFolder = (error: unknown): error is ProviderError =>
  error instanceof ProviderError &&
  !['network', 'slow', 'certificate', 'no tls', refusedReason, unreadableReason, 'unavailable'].includes(
    error.reason ?? '',
  ) &&
  (error.kind === 'forbidden' || error.kind === 'missing' || error.kind === 'unavailable')

/** What a failed sign-in means; the cause is left out, since it may hold what was sent. */
export function toFault(error: unknown): ProviderError {
  const all = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {}
  const code = String(all.code ?? '')
  const words = [all.responseText, all.response, all.message]
    .filter((one) => typeof one === 'string')
    .join(' ')
    .slice(0, 500)
  if (/application-specific password|app(lication)? password|app-specific/i.test(words))
    return new ProviderError(
      'reconnect',
      {
        en: 'This server wants an app password, made for one program, in place of your usual one.',
        de: 'Dieser Server möchte statt deines üblichen Passworts ein App-Passwort, das für ein einzelnes Programm gemacht ist.',
      },
      { reason: appPasswordNeeded },
    )
  if (/too many|LIMIT\]|simultaneous/i.test(words))
    return new ProviderError('throttled', tooManyOpen, { reason: 'connections' })
  if (all.authenticationFailed === true)
    return new ProviderError(
      'reconnect',
      {
        en: 'The server does not take this name and password. Check both; at many providers it has to be an app password.',
        de: 'Der Server nimmt diesen Namen mit diesem Passwort nicht an. Prüf beides; bei vielen Anbietern muss es ein App-Passwort sein.',
      },
      { reason: passwordRefused },
    )
  if (/CERT|SELF_SIGNED|UNABLE_TO|ISSUER/.test(code))
    return new ProviderError(
      'unexpected',
      {
        en: 'The certificate of the server is not valid, so nothing was told to it. Whoever runs it has to mend that.',
        de: 'Das Zertifikat des Servers ist nicht gültig, also wurde ihm nichts gesagt. In Ordnung bringen muss das, wer ihn betreibt.',
      },
      { reason: 'certificate' },
    )
  if (/TLS|SSL|EPROTO|WRONG_VERSION/i.test(`${code} ${words}`))
    return new ProviderError(
      'unexpected',
      {
        en: 'The server speaks no TLS there, so the password was not sent. Try another port or way.',
        de: 'Der Server spricht dort kein TLS, also wurde das Passwort nicht geschickt. Versuch einen anderen Port oder eine andere Verschlüsselung.',
      },
      { reason: 'no tls' },
    )
  if (/TIMEOUT|ETIMEDOUT|UPGRADE/i.test(code))
    return new ProviderError(
      'unavailable',
      {
        en: 'The server did not answer in time. Check its name and port, or try again later.',
        de: 'Der Server antwortete nicht rechtzeitig. Prüf seinen Namen und Port, oder versuch es später noch einmal.',
      },
      { reason: 'slow' },
    )
  return new ProviderError(
    'unavailable',
    {
      en: 'The server cannot be reached by this name and port.',
      de: 'Unter diesem Namen und Port ist kein Server zu erreichen.',
    },
    { reason: 'network' },
  )
}

const tooManyOpen = {
  en: 'The server has too many connections of yours open. Close another mail program, or try again in some minutes.',
  de: 'Der Server hat zu viele Verbindungen von dir offen. Schließ ein anderes Mailprogramm, oder versuch es in ein paar Minuten noch einmal.',
}
