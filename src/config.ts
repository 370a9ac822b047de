/** Every setting in one place: its name, meaning, default and check. The README's table is printed from here. */
import * as z from 'zod'
import { databaseAddress } from './database-address.ts'

/** From the fewest lines to the most; each shows what those before it show. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof logLevels)[number]

/** A wrong or missing setting; its message is the one line that stops the start. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const loopbackHosts = new Set(['127.0.0.1', '[::1]', '::1', 'localhost'])

/** True for addresses of this machine, the only ones to which http is spoken. */
export function isLoopback(url: string | URL): boolean {
  return URL.canParse(url) && loopbackHosts.has(new URL(url).hostname)
}

/** True for https anywhere and http on this machine. */
export function isSafeOrigin(url: string | URL): boolean {
  if (!URL.canParse(url)) return false
  const { protocol } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(url))
}

const address = z
  .url({ protocol: /^https?$/, error: 'must be a web address' })
  .refine(isSafeOrigin, 'must use https, except on this machine')
const origin = address
  .refine((value) => URL.parse(value)?.pathname === '/', 'must be an address without a path')
  .transform((value) => URL.parse(value)?.origin ?? value)
const count = (least: number, most: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)
const text = z.string().trim().min(1, 'must not be empty')

const quotaCosts = {
  'messages.get': 20,
  'threads.get': 40,
  'messages.list': 5,
  'threads.list': 10,
  'history.list': 2,
  getProfile: 1,
  'labels.list': 1,
}
export type QuotaCosts = Record<keyof typeof quotaCosts, number>

const costs = z.string().transform((value, context): QuotaCosts => {
  const table: QuotaCosts = { ...quotaCosts }
  for (const entry of value.split(',')) {
    const [name = '', cost = ''] = entry.trim().split('=')
    if (!(name in quotaCosts)) context.addIssue({ code: 'custom', message: `does not know the method "${name}"` })
    else if (!/^[1-9]\d{0,6}$/.test(cost))
      context.addIssue({ code: 'custom', message: `needs a whole number of units for ${name}` })
    else table[name as keyof QuotaCosts] = Number(cost)
  }
  return table
})

export interface SecretKey {
  readonly id: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const keys = z
  .string()
  .transform((value, context): SecretKey[] =>
    value.split(',').map((entry) => {
      const [, id = '', encoded = ''] = /^\s*([\w-]{1,32}):([A-Za-z0-9+/=_-]+)\s*$/.exec(entry) ?? []
      let bytes = new Uint8Array()
      try {
        bytes = Uint8Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
          character.charCodeAt(0),
        )
      } catch {
        // Falls through to the same sentence as a wrong length.
      }
      if (!id || bytes.length !== 32)
        context.addIssue({ code: 'custom', message: 'must be a list of id:base64 with 32 bytes each' })
      return { id, bytes }
    }),
  )
  .refine(
    (list) => new Set(list.map(({ id }) => id)).size === list.length,
    'names two keys by one id; each needs an id of its own',
  )

/** 32 bytes in base64, which is 43 letters and one sign that fills up. */
const oneKey = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'must be 32 bytes in base64, such as `openssl rand -base64 32` prints')
  .transform((value) =>
    Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)),
  )

/** A mail relay as SMTP_URL names it. */
export interface RelayAddress {
  /** As DNS knows it; an IPv6 address without its brackets. */
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly secure: boolean
  /** On this machine, the only relay that is spoken to in plain text. */
  readonly local: boolean
  readonly auth: { readonly user: string; readonly pass: string } | null
}

/** Null for what is no address of a mail relay, such as one whose password has an unencoded / or %. */
export function parseRelay(value: string): RelayAddress | null {
  const url = URL.parse(value)
  if (!url || !/^smtps?:$/.test(url.protocol)) return null
  // A slash in the password ends the host early; what follows then looks like a path.
  if (!url.hostname || !/^\/?$/.test(url.pathname) || url.search || url.hash) return null
  if (url.password && !url.username) return null
  // Read as a web address for what smtp: leaves as it is: capitals, umlauts, wrong numbers.
  const web = URL.parse(`http://${url.host}`)
  if (!web) return null
  const secure = url.protocol === 'smtps:'
  try {
    const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    return {
      host: web.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (secure ? 465 : 587),
      secure,
      local: isLoopback(web),
      auth: auth.user ? auth : null,
    }
  } catch {
    return null
  }
}

/** Whom the letters are from. */
export interface Sender {
  readonly name: string
  readonly address: string
}

/** Takes `letter@example.org`, `<letter@example.org>` and `Coffee soon <letter@example.org>`; null for everything else. */
export function parseSender(value: string): Sender | null {
  if (/\p{Cc}/u.test(value)) return null
  const [, before, inside] = /^([^<>@]*)<([^<>]*)>$/.exec(value.trim()) ?? [null, '', value.trim()]
  const address = (inside ?? '').trim()
  if (!/^[^\s@<>"(),:;[\]\\]+@(?:[^\s@<>"(),:;[\]\\]+|\[[\d.]+\]|\[IPv6:[\da-f:.]+\])$/i.test(address)) return null
  return { name: (before ?? '').trim().replace(/^"(.*)"$/, '$1'), address }
}

const smtp = z
  .string()
  .refine((value) => /^smtps?:\/\//i.test(value), 'must look like smtp://user:pass@host:587')
  .refine(
    (value) => parseRelay(value) !== null,
    'must look like smtp://user:pass@host:587, with @ : / ? # and % in user and password written as %40 %3A %2F %3F %23 %25',
  )
const sender = text.refine(
  (value) => parseSender(value) !== null,
  'must be one address, such as Coffee soon <letter@example.org>',
)
const domain = text.regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i, 'must be a domain name')
/** On one line a PEM has its line ends written out. Whether the key inside can sign, the mailer finds out. */
const pem = text
  .transform((value) => value.replaceAll('\\n', '\n').trim())
  .refine(
    (value) =>
      /^-----BEGIN (RSA )?PRIVATE KEY-----\s+[A-Za-z\d+/][A-Za-z\d+/=\s]+-----END (RSA )?PRIVATE KEY-----$/.test(value),
    'must be an RSA private key in PEM, whole and without a passphrase',
  )
const tenant = z.string().regex(/^[\w.-]+$/, 'must be common, organizations, consumers or a tenant id')

interface Setting {
  readonly meaning: string
  readonly shown?: string
  readonly schema: z.ZodType
  readonly secret?: true
}

/** The table of settings. `shown` is the default as the README prints it. */
export const settings = {
  PORT: { meaning: 'listen port', shown: '8787', schema: count(1, 65_535).default(8787) },
  HOST: {
    meaning: 'listen address',
    shown: '127.0.0.1 while `BASE_URL` is this machine, else required',
    schema: text.optional(),
  },
  BASE_URL: {
    meaning: 'the address in links and OAuth redirects; https unless it is this machine',
    shown: '`http://localhost:PORT`',
    schema: origin.optional(),
  },
  DATABASE_URL: {
    meaning: 'a PostgreSQL server, `postgres://…`',
    shown: 'embedded database in `DATA_DIR`',
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgres://user:pass@host/name')
      .optional(),
  },
  DATABASE_TLS: {
    meaning:
      'the way to a database server on another machine: `verify` (encrypted, its certificate checked), `require` (encrypted), or `off`, for a private network only',
    shown: 'what `sslmode` in `DATABASE_URL` says, else `verify`; on this machine `off`',
    schema: z.enum(['verify', 'require', 'off'], 'must be verify, require or off').optional(),
  },
  DATABASE_PREPARE: {
    meaning:
      '`on`: the server keeps each statement prepared on its connection, which saves half of the ways; not behind a pooler that lends connections by the transaction',
    shown: '`off`',
    schema: z.enum(['on', 'off'], 'must be on or off').default('off'),
  },
  DATA_DIR: {
    meaning: 'folder of the embedded database, the generated secret and the outbox',
    shown: '`./data`',
    schema: text.optional(),
  },
  SECRET_KEYS: {
    meaning: 'comma-separated `id:base64(32 bytes)`; the first one encrypts and signs, all of them decrypt and verify',
    shown: 'made in `DATA_DIR` on the embedded database, else required',
    schema: keys.optional(),
    secret: true,
  },
  BACKUP_KEY: {
    meaning: 'base64 of 32 bytes that backups are sealed with; keep it somewhere else than the backups',
    shown: 'no backups are made',
    schema: oneKey.optional(),
    secret: true,
  },
  BACKUP_DIR: {
    meaning:
      'folder of the weekly backups of the embedded database; on the same disk as `DATA_DIR` they are lost with it',
    shown: '`backups` in `DATA_DIR`',
    schema: text.optional(),
  },
  GOOGLE_CLIENT_ID: {
    meaning: 'OAuth client of your Google project',
    shown: 'a sample account instead',
    schema: text.optional(),
  },
  GOOGLE_CLIENT_SECRET: { meaning: 'its secret', schema: text.optional(), secret: true },
  GOOGLE_ISSUER: {
    meaning: 'OpenID issuer; every endpoint comes from its discovery document',
    shown: '`https://accounts.google.com`',
    schema: address.default('https://accounts.google.com'),
  },
  GOOGLE_API_ORIGIN: {
    meaning: 'replaces the host of the Gmail and Calendar APIs',
    shown: 'the real hosts',
    schema: origin.optional(),
  },
  GOOGLE_QUOTA_PER_MINUTE: {
    meaning: 'Gmail quota units per user and minute',
    shown: '6000',
    schema: count(1, 1e9).optional(),
  },
  GOOGLE_PROJECT_QUOTA_PER_MINUTE: {
    meaning: 'Gmail quota units per project and minute',
    shown: '1200000',
    schema: count(1, 1e12).default(1_200_000),
  },
  GOOGLE_QUOTA_COSTS: {
    meaning: 'Gmail quota units by API method, `name=units,…`',
    shown: Object.entries(quotaCosts)
      .map(([name, cost]) => `\`${name}=${cost}\``)
      .join(' '),
    schema: costs.prefault('messages.get=20'),
  },
  MICROSOFT_CLIENT_ID: {
    meaning: 'OAuth client of your Microsoft Entra registration',
    shown: 'a sample account instead',
    schema: text.optional(),
  },
  MICROSOFT_CLIENT_SECRET: { meaning: 'its secret', schema: text.optional(), secret: true },
  MICROSOFT_TENANT: {
    meaning: 'who may sign in: `common` (anyone), `organizations`, `consumers` or a tenant id',
    shown: '`common`',
    schema: tenant.default('common'),
  },
  MICROSOFT_ISSUER: {
    meaning: 'OpenID issuer; every endpoint comes from its discovery document',
    shown: '`https://login.microsoftonline.com/{tenant}/v2.0`',
    schema: address.optional(),
  },
  MICROSOFT_GRAPH_ORIGIN: {
    meaning: 'replaces the host of Microsoft Graph',
    shown: '`https://graph.microsoft.com`',
    schema: origin.optional(),
  },
  SMTP_URL: {
    meaning: 'mail relay, `smtp://user:pass@host:587` or `smtps://…:465`; without it letters stay in the outbox page',
    schema: smtp.optional(),
    secret: true,
  },
  MAIL_FROM: {
    meaning: 'sender of the letters, an address that the relay may send for',
    shown: '`Coffee soon <letter@HOST>` with the host of `BASE_URL`',
    schema: sender.optional(),
  },
  DKIM_DOMAIN: { meaning: 'sign letters here, for this domain', shown: 'the relay signs', schema: domain.optional() },
  DKIM_SELECTOR: { meaning: 'selector of the DKIM key', schema: domain.optional() },
  DKIM_PRIVATE_KEY: { meaning: 'DKIM key, RSA in PEM', schema: pem.optional(), secret: true },
  TRUST_PROXY: {
    meaning:
      'how many proxies stand before this server and add to `X-Forwarded-For`, by which clients are told apart where requests are limited; `off`: none. On Workers it is not needed',
    shown: '`off`',
    schema: z
      .string()
      .regex(/^(?:off|[1-9])$/, 'must be off, or a number of proxies from 1 to 9')
      .default('off')
      .transform((value) => (value === 'off' ? 0 : Number(value))),
  },
  HISTORY_YEARS: { meaning: 'how far back a first reading goes', shown: '5', schema: count(1, 30).default(5) },
  IMPORT_GIGABYTES: {
    meaning: 'how much may be uploaded at once on `/import`, in GB; it lies in `DATA_DIR` until it is read',
    shown: '20',
    schema: count(1, 1000).default(20),
  },
  SYNC_INTERVAL_MINUTES: {
    meaning: 'time between two looks at one account',
    shown: '30',
    schema: count(1, 1440).default(30),
  },
  WORKERS: {
    meaning: 'processes that read and work out, on a database server; the embedded database has one',
    shown: '1',
    schema: count(1, 64).default(1),
  },
  UNDO_SECONDS: {
    meaning: 'how long an invitation waits with Undo; 0: at once',
    shown: '600',
    schema: count(0, 86_400).default(600),
  },
  SIGNUPS: {
    meaning: '`open`, `closed`, or a comma-separated list of addresses and `@domains` that may connect',
    shown: '`open` on this machine, else required',
    schema: text.transform((value) => value.toLowerCase()).optional(),
  },
  METRICS_TOKEN: {
    meaning:
      'who shows it as `Authorization: Bearer …` is answered at `/metrics`; at least 16 characters, such as `openssl rand -hex 24` makes',
    shown: 'there is no such page',
    schema: text.regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 characters without blanks').optional(),
    secret: true,
  },
  OPERATOR_EMAIL: {
    meaning: 'who is told by one mail when reading or letters stand still for a day',
    shown: 'nobody',
    schema: z
      .string()
      .refine((value) => parseSender(value) !== null && !value.includes('<'), 'must be one address')
      .optional(),
  },
  LOG_LEVEL: {
    meaning:
      'what the log shows, never data: `error` faults of this program, `warn` also those of Google, Microsoft and others, `info` also what happened, `debug` also every page and every step of a duty',
    shown: '`info`',
    schema: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  },
} satisfies Record<string, Setting>

type Name = keyof typeof settings
type Values = { [K in Name]: z.output<(typeof settings)[K]['schema']> }

/** The checked settings, with the defaults that depend on others filled in. */
export interface Config
  extends Omit<Values, 'BASE_URL' | 'HOST' | 'DATA_DIR' | 'BACKUP_DIR' | 'SIGNUPS' | 'MAIL_FROM'> {
  readonly BASE_URL: string
  readonly HOST: string
  readonly DATA_DIR: string
  readonly BACKUP_DIR: string
  readonly SIGNUPS: string
  readonly MAIL_FROM: string
  /** BASE_URL is an address of this machine. */
  readonly local: boolean
}

/**
 * Reads and checks the environment.
 * @param readFile reads the file named by `NAME_FILE`, where the runtime has files
 * @throws ConfigError with one line that names the setting
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile?: (path: string) => string,
): Config {
  const values = Object.fromEntries(
    (Object.keys(settings) as Name[]).map((name) => [name, readSetting(name, rawValue(name, env, readFile))]),
  ) as Values
  const base = values.BASE_URL ?? `http://localhost:${values.PORT}`
  const local = isLoopback(base)
  requireTogether(values, ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'])
  requireTogether(values, ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET'])
  requireTogether(values, ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_PRIVATE_KEY'])
  if (values.DATABASE_URL && !values.SECRET_KEYS) throw new ConfigError('SECRET_KEYS is required with DATABASE_URL')
  if (!local) requirePublic(values)
  const database = values.DATABASE_URL && databaseAddress(values.DATABASE_URL, values.DATABASE_TLS)
  if (database === null) throw new ConfigError(plainDatabase)
  const folder = values.DATA_DIR ?? './data'
  return {
    ...values,
    DATABASE_URL: database || undefined,
    BASE_URL: base,
    HOST: values.HOST ?? '127.0.0.1',
    DATA_DIR: folder,
    BACKUP_DIR: values.BACKUP_DIR ?? `${folder}/backups`,
    SIGNUPS: values.SIGNUPS ?? 'open',
    MAIL_FROM: values.MAIL_FROM ?? defaultSender(base),
    local,
  }
}

const plainDatabase =
  'DATABASE_URL leads to another machine without TLS; write sslmode=verify-full into it, or set DATABASE_TLS=off where the network between is private'

function rawValue(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  readFile?: (path: string) => string,
) {
  const file = env[`${name}_FILE`]
  if (!file) return env[name] || undefined
  if (env[name]) throw new ConfigError(`${name} and ${name}_FILE are both set; keep one`)
  try {
    return readFile?.(file).trim()
  } catch {
    throw new ConfigError(`${name}_FILE: ${file} cannot be read`)
  }
}

function readSetting(name: Name, value: string | undefined): unknown {
  const result = settings[name].schema.safeParse(value)
  if (result.success) return result.data
  throw new ConfigError(`${name} ${result.error.issues[0]?.message ?? 'is not valid'}`)
}

function requireTogether(values: Values, names: readonly Name[]) {
  const missing = names.find((name) => !values[name])
  if (!missing || names.every((name) => !values[name])) return
  throw new ConfigError(`${missing} is missing: ${names.slice(0, -1).join(', ')} and ${names.at(-1)} belong together`)
}

/** A host that is a bare address stands in brackets behind the @ (RFC 5321, section 4.1.3). */
function defaultSender(base: string): string {
  const host = URL.parse(base)?.hostname ?? 'localhost'
  const literal = /^\d+(\.\d+){3}$/.test(host) ? `[${host}]` : host.replace(/^\[/, '[IPv6:')
  return `Coffee soon <letter@${literal}>`
}

function requirePublic(values: Values) {
  if (!isSafeOrigin(values.BASE_URL ?? '')) throw new ConfigError('BASE_URL must use https, except on this machine')
  if (!values.HOST) throw new ConfigError('HOST is required where BASE_URL is not this machine')
  if (!values.DATABASE_URL && !values.DATA_DIR)
    throw new ConfigError('DATABASE_URL or DATA_DIR is required where BASE_URL is not this machine')
  if (!values.SMTP_URL) throw new ConfigError('SMTP_URL is required where BASE_URL is not this machine')
  if (!values.SIGNUPS) throw new ConfigError('SIGNUPS is required where BASE_URL is not this machine')
  if (!values.GOOGLE_CLIENT_ID && !values.MICROSOFT_CLIENT_ID)
    throw new ConfigError('GOOGLE_CLIENT_ID or MICROSOFT_CLIENT_ID is required where BASE_URL is not this machine')
}

/** The settings as the markdown table of the README. */
export function settingsTable(): string {
  const rows = (Object.entries(settings) as [string, Setting][]).map(
    ([name, { meaning, shown }]) => `| \`${name}\` | ${meaning} | ${shown ?? ''} |`,
  )
  return ['| name | meaning | default |', '|---|---|---|', ...rows].join('\n')
}

/** The settings as the text of `.env.example`. */
export function settingsExample(): string {
  const rows = (Object.entries(settings) as [string, Setting][]).map(
    ([name, { meaning, shown }]) => `# ${meaning}${shown ? ` (default: ${shown})` : ''}\n#${name}=\n`,
  )
  return ['# Every setting is optional on this machine. Each secret can also be given as NAME_FILE.\n', ...rows].join(
    '\n',
  )
}
