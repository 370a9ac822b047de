/** The providers that a login of the owner's opens: mailboxes and calendars at whatever server. Only Node has sockets for them. */
import type { Net } from '../deps.ts'
import { createCaldav } from '../providers/caldav/provider.ts'
import { createImap } from '../providers/imap/provider.ts'
import type { More } from '../providers/index.ts'
import { createWire } from './net/wire.ts'

/** Makers for `createProviders`. */
export function createLogins(net: Net): More {
  return { imap: () => createImap(net, createWire()), caldav: createCaldav }
}
