/** Calendars that are read by CalDAV, at whatever server, by the owner's own login. */
import type { MeetingFact } from '../../facts.ts'
import { readDavLogin } from '../login.ts'
import type { LoginProvider } from '../provider.ts'
import type { Source } from '../types.ts'
import { createBookSource } from './books.ts'
import { createDavDesk } from './scheduling.ts'
import { caldavTraits, davIssuer, davScope } from './traits.ts'

/** Requests a minute: no server of the kind says how many it bears. */
const pace = { account: 300, project: 6000 }

/** What reads its entries is loaded with the first account that has such a calendar. */
const source: Source<MeetingFact> = {
  next: async (call, cursor) => (await import('./calendar.ts')).createDavSource().next(call, cursor),
}

/** The maker for `createProviders`, where there are sockets. */
export function createCaldav(): LoginProvider {
  return {
    name: 'caldav',
    label: caldavTraits.label,
    sample: false,
    issuer: davIssuer,
    origins(login) {
      const { origin, contacts } = readDavLogin(login)
      return contacts ? [origin, contacts.origin] : [origin]
    },
    streams: (scopes) => (scopes.includes(davScope) ? ['calendar'] : []),
    source: () => source,
    desk: createDavDesk(),
    contacts: createBookSource(),
    quota: () => pace,
    byTurns: false,
    // The address of a server, as it was found: there its owner changes the password.
    permissionsPage: (subject) => subject.split('/', 1)[0] ?? '',
  }
}
