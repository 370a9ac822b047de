/** What is true of every Google account. */
import type { Traits } from '../types.ts'
import { calendarScope, calendarsScope, contactsScope, eventsScope, mailScope } from './scopes.ts'

export const googleTraits: Traits = {
  label: 'Google',
  program: 'gmail',
  grants: {
    [mailScope]: 'mail: who, when and subject lines, never a message',
    [calendarScope]: 'calendar: titles, times and guests',
    [calendarsScope]: 'the list of your calendars',
    [contactsScope]: 'address book: names, addresses and birthdays',
    [eventsScope]: 'putting a coffee into your calendar when you press the button',
  },
  contacts: 'See and download your contacts',
  // Google shows a box for each permission.
  withheld: {
    mail: 'Mail was left unticked.',
    calendar: 'Calendar was left unticked.',
    everything:
      'No box was ticked, so there is nothing to read and nothing was connected. Connect again and tick the boxes for mail and calendar.',
  },
}
