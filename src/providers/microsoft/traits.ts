/** What is true of every Microsoft account. */
import type { Traits } from '../types.ts'
import { calendarScope, contactsScope, eventsScope, mailScope } from './scopes.ts'

export const microsoftTraits: Traits = {
  label: 'Microsoft',
  program: 'outlook',
  grants: {
    [mailScope]: 'mail: who, when and subject lines, never a message',
    [calendarScope]: 'calendar: titles, times and guests, never descriptions',
    [contactsScope]: 'address book: names, addresses and birthdays',
    [eventsScope]: 'putting a coffee into your calendar when you press the button',
  },
  contacts: 'Read your contacts',
  // Microsoft is answered as a whole, by the user or an administrator.
  withheld: {
    mail: 'Mail was not allowed.',
    calendar: 'The calendar was not allowed.',
    everything: 'Neither mail nor calendar was allowed, so there is nothing to read and nothing was connected.',
  },
}
