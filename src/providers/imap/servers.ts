/** Mailboxes that many have: where their servers are, and how a password for one program is made there. Data. */
import type { MailLogin } from '../login.ts'

export type MailServer = Pick<MailLogin, 'host' | 'port' | 'tls'>

export interface Guide {
  /** In an address: /connect/mailbox?at=… */
  readonly id: string
  readonly label: string
  readonly domains: readonly string[]
  readonly server: MailServer | null
  /** Where discovery of its calendars begins; null where there is none to be had by password. */
  readonly dav: string | null
  /** One click after the other. */
  readonly steps: readonly string[]
}

const implicit = (host: string): MailServer => ({ host, port: 993, tls: 'implicit' })

/** From each provider's own help pages. */
export const guides: readonly Guide[] = [
  {
    id: 'gmail',
    label: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    server: implicit('imap.gmail.com'),
    dav: null,
    steps: [
      'Turn on 2-Step Verification at myaccount.google.com/security; without it there are no app passwords.',
      'Open myaccount.google.com/apppasswords, type the name “Coffee soon” and press Create.',
      'Copy the 16 letters. Google shows them once.',
      'Google’s calendar takes no password; an OAuth client opens it.',
    ],
  },
  {
    id: 'icloud',
    label: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    server: implicit('imap.mail.me.com'),
    dav: 'https://caldav.icloud.com',
    steps: [
      'Sign in at account.apple.com and open Sign-In and Security.',
      'Choose App-Specific Passwords, then Generate an app-specific password, and name it “Coffee soon”.',
      'Copy the password with its dashes.',
    ],
  },
  {
    id: 'fastmail',
    label: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    server: implicit('imap.fastmail.com'),
    dav: 'https://caldav.fastmail.com',
    steps: [
      'Open Settings, Privacy & Security, and there Manage app passwords and access.',
      'Choose New app password and allow it mail and calendars. IMAP alone cannot send.',
      'Copy the password.',
    ],
  },
  {
    id: 'posteo',
    label: 'Posteo',
    domains: ['posteo.de', 'posteo.net'],
    server: implicit('posteo.de'),
    dav: 'https://posteo.de:8443',
    steps: [
      'Posteo takes the password of your account; there are none for one program.',
      'If you use additional mailbox protection, it must be off: it shuts out mail programs.',
    ],
  },
  {
    id: 'mailbox.org',
    label: 'mailbox.org',
    domains: ['mailbox.org'],
    server: implicit('imap.mailbox.org'),
    dav: 'https://dav.mailbox.org',
    steps: [
      'Open All settings, Security, Mail app passwords, and type the name “Coffee soon”.',
      'Allow IMAP alone, so that it cannot send, and press Generate password.',
      'The calendar takes another one: that of your account, or with two-factor authentication one of Application passwords. Connect it by itself.',
    ],
  },
  {
    id: 'gmx',
    label: 'GMX and Web.de',
    domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'web.de'],
    server: null,
    dav: 'https://caldav.gmx.net',
    steps: [
      'Open E-Mail, Settings, POP3/IMAP, and allow access by POP3 and IMAP.',
      'With two-factor authentication on, make one under My account, Security, Application-specific passwords. It is shown once.',
    ],
  },
  {
    id: 'yahoo',
    label: 'Yahoo',
    domains: ['yahoo.com', 'yahoo.de', 'yahoo.co.uk', 'ymail.com'],
    server: implicit('imap.mail.yahoo.com'),
    dav: 'https://caldav.calendar.yahoo.com',
    steps: [
      'Open login.yahoo.com/account/security and, under External connections, choose Create app password.',
      'Name it “Coffee soon” and press Generate password.',
      'Copy the password. Yahoo may offer none in a browser that it has not known for some days.',
    ],
  },
  {
    id: 'proton',
    label: 'Proton Mail Bridge',
    domains: ['proton.me', 'protonmail.com', 'pm.me'],
    server: null,
    dav: null,
    steps: [
      'Bridge runs on your own machine, and so must Coffee soon?: it is the only way in to a Proton mailbox.',
      'Start Bridge, choose your account, and open Mailbox details.',
      'Type its host name, port, user name and password below. Bridge’s certificate has to be trusted by this machine.',
    ],
  },
  {
    id: 'own',
    label: 'A server of your own',
    domains: [],
    server: null,
    dav: null,
    steps: [
      'Type the address and the password. The server is looked for by the records of the domain, and can be typed.',
      'It has to speak TLS with a valid certificate, on port 993, or by STARTTLS on port 143.',
    ],
  },
]

const byDomain: ReadonlyMap<string, MailServer> = new Map([
  ...guides.flatMap(({ domains, server }) => (server ? domains.map((domain) => [domain, server] as const) : [])),
  ...['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch'].map((domain) => [domain, implicit('imap.gmx.net')] as const),
  ['web.de', implicit('imap.web.de')] as const,
])

/** The server of a domain that is known by heart. */
export const knownServer = (domain: string): MailServer | null => byDomain.get(domain.toLowerCase()) ?? null

/** How a password is made where this address lives. */
export const guideFor = (domain: string): Guide | undefined =>
  guides.find(({ domains }) => domains.includes(domain.toLowerCase()))

/** Where the calendars of a domain are looked for; undefined where the domain's own records say it, null where no password opens them. */
export const knownCalendar = (domain: string): string | null | undefined =>
  domain.toLowerCase() === 'web.de' ? 'https://caldav.web.de' : guideFor(domain)?.dav
