/** What is true of every Google account. */
import type { Traits } from '../types.ts'
import { calendarScope, calendarsScope, contactsScope, eventsScope, mailScope } from './scopes.ts'

export const googleTraits: Traits = {
  label: 'Google',
  program: 'gmail',
  grants: {
    [mailScope]: {
      en: 'mail: who, when and subject lines, never a message',
      de: 'Mail: wer, wann und Betreffzeilen, nie eine Nachricht',
    },
    [calendarScope]: { en: 'calendar: titles, times and guests', de: 'Kalender: Titel, Zeiten und Gäste' },
    [calendarsScope]: { en: 'the list of your calendars', de: 'die Liste deiner Kalender' },
    [contactsScope]: {
      en: 'address book: names, addresses and birthdays',
      de: 'Adressbuch: Namen, Adressen und Geburtstage',
    },
    [eventsScope]: {
      en: 'putting a coffee into your calendar when you press the button',
      de: 'einen Kaffee in deinen Kalender eintragen, wenn du den Knopf drückst',
    },
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
