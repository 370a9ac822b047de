/** What is true of every calendar that is read by CalDAV. */
import type { Traits } from '../types.ts'

/** What a calendar account is asked for; the password itself would open everything. */
export const davScope = 'caldav.calendars'
/** Putting a coffee into a calendar, when its owner presses the button. */
export const davEventsScope = 'caldav.events'
/** The same where the server invites nobody: it goes into the owner's own calendar alone. */
export const davOwnScope = 'caldav.own'
/** Names and addresses of the address book of the same account, where its owner asked for that. */
export const davContactsScope = 'carddav.contacts'
export const davIssuer = 'caldav:'

export const caldavTraits: Traits = {
  label: 'Calendar by password',
  program: null,
  grants: {
    [davScope]: {
      en: 'calendar: titles, times and guests, though the password opens all of it',
      de: 'Kalender: Titel, Zeiten und Gäste, obwohl das Passwort alles öffnet',
    },
    [davEventsScope]: {
      en: 'putting a coffee into your calendar when you press the button',
      de: 'einen Kaffee in deinen Kalender eintragen, wenn du den Knopf drückst',
    },
    [davOwnScope]: {
      en: 'putting a coffee into your own calendar when you press the button; its server invites nobody',
      de: 'einen Kaffee in deinen eigenen Kalender eintragen, wenn du den Knopf drückst; sein Server lädt niemanden ein',
    },
    [davContactsScope]: {
      en: 'names, addresses and birthdays of your address book',
      de: 'Namen, Adressen und Geburtstage aus deinem Adressbuch',
    },
  },
  withheld: {
    mail: {
      en: 'A calendar account has no mail; a mailbox is connected beside it, by its own address.',
      de: 'Ein Kalenderkonto hat keine Mail; ein Postfach wird daneben verbunden, unter seiner eigenen Adresse.',
    },
    calendar: {
      en: 'The calendar is not read through this account.',
      de: 'Der Kalender wird nicht über dieses Konto gelesen.',
    },
    everything: { en: 'There is nothing to read in this account.', de: 'In diesem Konto gibt es nichts zu lesen.' },
  },
}
