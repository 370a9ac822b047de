/** What can be connected by a password at this server. */
import type { Deps } from '../deps.ts'

/** What can be read here by a password. */
export interface Offered {
  readonly mail: boolean
  readonly calendar: boolean
}

/** A mailbox that nothing here reads is not offered. */
export const offeredBy = ({ providers, probeMailbox, findCalendar }: Omit<Deps, 'net'>): Offered => ({
  mail: providers.has('imap') && Boolean(probeMailbox),
  calendar: providers.has('caldav') && Boolean(findCalendar),
})

/** What was asked for of what is offered; all of it where nothing was said. */
export const whatOf = (offered: Offered, what: string): Offered => {
  const calendar = offered.calendar && (what !== 'mail' || !offered.mail)
  return { mail: offered.mail && (what !== 'calendar' || !calendar), calendar }
}
