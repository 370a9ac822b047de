/** What is true of every mailbox that is read by IMAP. */
import type { Traits } from '../types.ts'

/** What a mailbox is asked for; the password itself would open everything. */
export const imapScope = 'imap.headers'
export const imapIssuer = 'imap:'

export const imapTraits: Traits = {
  label: 'Mailbox by password',
  program: null,
  grants: { [imapScope]: 'mail: header lines only, never a message, though the password opens all of it' },
  withheld: {
    mail: 'Mail is not read through this account.',
    calendar: 'A mailbox has no calendar; one is connected beside it, by its own address.',
    everything: 'There is nothing to read in this account.',
  },
}
