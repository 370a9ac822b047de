/** What is true of every Microsoft account. */
import type { Traits } from '../types.ts'
import { calendarScope, contactsScope, eventsScope, mailScope } from './scopes.ts'

export const microsoftTraits: Traits = {
  label: 'Microsoft',
  program: 'outlook',
  grants: {
    [mailScope]: {
      en: 'mail: who, when and subject lines, never a message',
      de: 'Mail: wer, wann und Betreffzeilen, nie eine Nachricht',
    },
    [calendarScope]: {
      en: 'calendar: titles, times and guests, never descriptions',
      de: 'Kalender: Titel, Zeiten und Gäste, nie Beschreibungen',
    },
    [contactsScope]: {
      en: 'address book: names, addresses and birthdays',
      de: 'Adressbuch: Namen, Adressen und Geburtstage',
    },
    [eventsScope]: {
      en: 'putting a coffee into your calendar when you press the button',
      de: 'einen Kaffee in deinen Kalender eintragen, wenn du den Knopf drückst',
    },
  },
  contacts: 'Read your contacts',
  // Microsoft is answered as a whole, by the user or an administrator.
  withheld: {
    mail: { en: 'Mail was not allowed.', de: 'Mail wurde nicht erlaubt.' },
    calendar: { en: 'The calendar was not allowed.', de: 'Der Kalender wurde nicht erlaubt.' },
    everything: {
      en: 'Neither mail nor calendar was allowed, so there is nothing to read and nothing was connected.',
      de: 'Weder Mail noch Kalender wurden erlaubt, also gibt es nichts zu lesen, und verbunden wurde nichts.',
    },
  },
}
