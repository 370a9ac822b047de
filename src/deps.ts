/** Dependencies that everything below the entry files is handed: configuration, database, providers, clock, log, mailer. */
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { Instant } from './facts.ts'
import type { DavLogin, MailLogin } from './providers/login.ts'
import type { Providers } from './providers/provider.ts'
import type { Fetch } from './providers/types.ts'
import type { Seal } from './seal.ts'
import type { Tally } from './tally.ts'
import type { Seen } from './work/house/checklist.ts'
import type { Importer } from './work/uploads.ts'

export interface Deps {
  readonly config: Config
  readonly db: Database
  readonly seal: Seal
  /** The providers that can be connected here. */
  readonly providers: Providers
  readonly now: () => Instant
  readonly log: Log
  /** Wakes whoever works on tasks: something may be due. */
  readonly wake: () => void
  /** Null: letters stay in the outbox. */
  readonly mailer: Mailer | null
  /** Controls of the sample accounts; null with real ones. */
  readonly sample: SampleControls | null
  /** The files of the embedded database; missing where it is none, or another process's. */
  readonly files?: DatabaseFiles | null
  /** Servers that their owners name; absent where there are no sockets, and then only what OAuth opens can be connected. */
  readonly net?: Net
  /** Tries a login of a mailbox, by signing in with it once; present where there is `net`. @throws ProviderError */
  readonly probeMailbox?: (login: MailLogin) => Promise<void>
  /** Finds the calendars of an address or a server, with the login it is given; present where there is `net`. @throws ProviderError */
  readonly findCalendar?: (wanted: CalendarWanted) => Promise<CalendarFound>
  /** Takes in uploaded files; absent where there is no disk to put them on. */
  readonly importer?: Importer
  /** Looks at the machine for the steps of setting up; absent where there is none to look at. */
  readonly seeHouse?: () => Seen
  /** Says something to whoever sits at the terminal; absent where there is none. */
  readonly say?: (words: string) => void
  /** What this process counts of itself; absent where a process lasts for one call only. */
  readonly tally?: Tally
}

export interface CalendarWanted {
  readonly address: string
  readonly user: string
  readonly password: string
  /** As somebody typed it, or as it is known of the domain; else the domain's own records say it. */
  readonly server?: string
  /** Its owner wants the address book read as well: where it is is kept with the login. */
  readonly contacts?: boolean
}

export interface CalendarFound {
  readonly login: DavLogin
  /** Whether its server invites guests by itself: where not, nobody would hear of a coffee put into it. */
  readonly invites: boolean
}

/**
 * Servers of which somebody else says where they are: their owner, the domain's name server, a file at the domain. None of
 * them is in this machine's own network, unless `BASE_URL` is this machine.
 */
export interface Net {
  /**
   * The addresses of a host, each checked: private, loopback, link-local, multicast, shared, mapped and translated ones are
   * refused unless `BASE_URL` is this machine. Who connects does so to one of them, so that the name cannot change between.
   * @throws ProviderError `unexpected`, reason 'private address'; `unavailable`, reason 'name', where there is no such host
   */
  addresses(host: string): Promise<readonly string[]>
  /** The SRV records of a name, those to be taken first in front; none where there are none. */
  srv(name: string): Promise<readonly Service[]>
  /** The TXT records of a name, each as one text; none where there are none. */
  txt?(name: string): Promise<readonly string[]>
  /** The mail exchangers of a domain, those to be taken first in front; none where there are none. */
  mx(name: string): Promise<readonly string[]>
  /**
   * Each connection goes only to an address checked in the same way as it is made. By https only (http to this machine, where
   * `BASE_URL` is this machine as well), and no redirect is followed.
   */
  readonly fetch: Fetch
}

/** One SRV record (RFC 2782). */
export interface Service {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

/** What was deleted stays in the files of the embedded database until they are written anew. */
export interface DatabaseFiles {
  /** Copies all that there is to fresh files, in the place of these; pages wait for the copying. */
  rewrite(): Promise<void>
  /** Nobody has asked for a page for a while. */
  isQuiet(): boolean
}

/** Hands one mail to a relay. Never throws for what the relay or the way to it does. */
export interface Mailer {
  /** @param stillWaiting called every so often while the relay is waited for; what it throws changes nothing */
  send(mail: Mail, stillWaiting?: () => Promise<void>): Promise<Delivery>
  close(): Promise<void>
}

export interface Mail {
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  /** Empty for a mail that is plain text. */
  readonly html: string
  readonly text: string
  /** With its angle brackets. */
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * - `accepted`: the relay took it. - `refused`: the relay said no; `permanent` for good, `atRecipient` because of the address.
 * - `unreached`: nothing was handed over, for certain; worth another try. - `unknown`: the line broke after the text began to go.
 * `reason` is safe to log and to show.
 */
export type Delivery =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'refused'
      readonly permanent: boolean
      readonly atRecipient: boolean
      readonly code: number
      readonly reason: string
    }
  | { readonly kind: 'unreached'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

/** What the outbox page can have happen in the sample accounts. */
export interface SampleControls {
  /** People answer what the owner sent them lately. @returns how many answers that made */
  letThemAnswer(): number | Promise<number>
  /** Moves the clock of everything on. */
  advance(duration: { readonly seconds: number }): void | Promise<void>
}

/**
 * One line per event (its level: log.ts), which begins with its time as `at`. Never a token, an address, a subject or a name.
 */
export type Log = (event: string, details?: LogDetails) => void

type LogDetails = Readonly<Record<string, string | number | boolean | undefined>> & {
  readonly [K in 'at' | 'level' | 'event']?: never
}
