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
    mail: { en: 'Mail was left unticked.', de: 'Das Kästchen für Mail blieb frei.' },
    calendar: { en: 'Calendar was left unticked.', de: 'Das Kästchen für den Kalender blieb frei.' },
    everything: {
      en: 'No box was ticked, so there is nothing to read and nothing was connected. Connect again and tick the boxes for mail and calendar.',
      de: 'Es war kein Kästchen angekreuzt, also gibt es nichts zu lesen, und verbunden wurde nichts. Verbinde noch einmal und kreuz die Kästchen für Mail und Kalender an.',
    },
  },
}
