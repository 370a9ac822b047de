/** What is true of every mailbox that is read by IMAP. */
import type { Traits } from '../types.ts'

/** What a mailbox is asked for; the password itself would open everything. */
export const imapScope = 'imap.headers'
export const imapIssuer = 'imap:'

export const imapTraits: Traits = {
  label: 'Mailbox by password',
  program: null,
  grants: {
    [imapScope]: {
      en: 'mail: header lines only, never a message, though the password opens all of it',
      de: 'Mail: nur Kopfzeilen, nie eine Nachricht, obwohl das Passwort alles öffnet',
    },
  },
  withheld: {
    mail: { en: 'Mail is not read through this account.', de: 'Mail wird nicht über dieses Konto gelesen.' },
    calendar: {
      en: 'A mailbox has no calendar; one is connected beside it, by its own address.',
      de: 'Ein Postfach hat keinen Kalender; einer wird daneben verbunden, unter seiner eigenen Adresse.',
    },
    everything: { en: 'There is nothing to read in this account.', de: 'In diesem Konto gibt es nichts zu lesen.' },
  },
}
