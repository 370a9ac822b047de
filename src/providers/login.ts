/** What opens a mailbox or a calendar without OAuth: a login of its owner's, kept sealed where a refresh token is kept. Pure. */
import * as z from 'zod'
import { ProviderError } from '../errors.ts'

/** A mailbox. `tls`: from the first byte, or from STARTTLS on, before anything is said. */
export interface MailLogin {
  readonly host: string
  readonly port: number
  readonly tls: 'implicit' | 'starttls'
  readonly user: string
  readonly password: string
}

/** A calendar. `home` is the address of the calendar home found by discovery, at `origin`. */
export interface DavLogin {
  readonly origin: string
  readonly home: string
  readonly user: string
  readonly password: string
  /** Where the address book of the same account is, found in the same way, and only where its owner asked for it. */
  readonly contacts?: { readonly origin: string; readonly home: string } | undefined
}

/** The reason of ProviderError `reconnect` where a server refuses name or password. */
export const passwordRefused = 'password_refused'
/** The reason of ProviderError `reconnect` where a server takes only a password made for one program. */
export const appPasswordNeeded = 'app_password_needed'

const mailSchema = z.object({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls']),
  user: z.string().min(1),
  password: z.string(),
})
const place = { origin: z.url({ protocol: /^https?$/ }), home: z.url({ protocol: /^https?$/ }) }
/** As it is kept, and as it waits for its link. */
export const davSchema = z.object({
  ...place,
  user: z.string().min(1),
  password: z.string(),
  contacts: z.object(place).optional(),
})

/** The login as `Call.token` hands it out. @throws ProviderError `unexpected` */
export const readMailLogin = (text: string): MailLogin => read(mailSchema, text)

/** The login as `Call.token` hands it out. @throws ProviderError `unexpected` */
export const readDavLogin = (text: string): DavLogin => read(davSchema, text)

function read<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // Without a cause: what could not be read holds a password.
    throw new ProviderError(
      'unexpected',
      {
        en: 'The login of this account cannot be read. Connect it again.',
        de: 'Die Zugangsdaten dieses Kontos lassen sich nicht lesen. Verbinde es noch einmal.',
      },
      {
        reason: 'login',
      },
    )
  }
}

/** By what a mailbox is known: the same name at the same server is the same one. */
export const mailSubject = ({ host, user }: Pick<MailLogin, 'host' | 'user'>): string =>
  `${host.toLowerCase()}/${user.toLowerCase()}`

/** By what a calendar account is known. */
export const davSubject = ({ origin, user }: Pick<DavLogin, 'origin' | 'user'>): string =>
  `${new URL(origin).host}/${user.toLowerCase()}`
