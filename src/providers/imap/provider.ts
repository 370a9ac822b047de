/** Mailboxes that are read by IMAP, at whatever server, by the owner's own login. */
import type { Net } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import type { LoginProvider } from '../provider.ts'
import type { Desk } from '../types.ts'
import { createImapSource } from './mail.ts'
import { createSessions } from './session.ts'
import { imapIssuer, imapScope, imapTraits } from './traits.ts'
import type { Wire } from './wire.ts'

/**
 * Kilobytes a minute. Gmail lets 2,500 MB a day through by IMAP (Google, "Bandwidth limits"), which `Session.weight` makes of
 * it; Yahoo does not say how many. Others bear more than is ever read.
 */
const pace = { account: 60_000, project: 600_000 }

/** The maker for `createProviders`, where there are sockets. */
export function createImap(net: Pick<Net, 'addresses'>, wire: Wire): LoginProvider {
  const source = createImapSource(createSessions(net, wire))
  return {
    name: 'imap',
    label: imapTraits.label,
    sample: false,
    issuer: imapIssuer,
    // Nothing is asked by HTTP.
    origins: () => [],
    streams: (scopes) => (scopes.includes(imapScope) ? ['mail'] : []),
    source: () => source,
    desk,
    quota: () => pace,
    byTurns: true,
    // The server at which its owner ends the password.
    permissionsPage: (subject) => subject.split('/', 1)[0] ?? '',
  }
}

const none = (): never => {
  throw new ProviderError(
    'unexpected',
    { en: 'A mailbox has no calendar.', de: 'Ein Postfach hat keinen Kalender.' },
    { reason: 'no calendar' },
  )
}

/** A mailbox has no calendar. */
const desk: Desk = {
  canWrite: () => false,
  canRead: () => false,
  canList: () => false,
  calendars: async () => none(),
  agenda: async () => none(),
  invite: async () => none(),
  standsAt: async () => none(),
  move: async () => none(),
  cancel: async () => none(),
}
