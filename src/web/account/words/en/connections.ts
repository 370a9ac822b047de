/** The accounts that are connected, what each may read, who may sign in, and an administrator’s permission. */

export const connections = {
  title: 'Accounts',
  files: 'Imported files',
  /** What an account is, by its provider’s name; then how it stands. */
  standing: (from: string, state: string, grants: readonly string[]): string =>
    `${from}, ${state}.${grants.length ? ` It may read: ${grants.join('; ')}.` : ''}`,
  states: {
    active: 'being read',
    reconnect: 'needs to be connected again',
    waiting_admin: 'waits for its administrator',
    paused: 'not read while nobody is here',
    ended: 'no longer read; what was read is kept',
    /** Nothing is ever asked for after an import. */
    recentFiles: 'read once; newer mail comes with the next import',
    pastFiles: 'of an account that has ended; what was read is kept',
  },
  reconnect: 'Reconnect',
  stop: 'Stop reading, keep what was read',
  keep: 'Keep what was read',
  leave: 'Disconnect and delete',
}

export const grants = {
  without: {
    mail: 'Without it: only meetings count, and most people stay unseen.',
    calendar: 'Without it: no meetings and no free times.',
  },
  states: {
    reconnect: 'The permission to read this account has ended. Connect it again, and reading goes on where it stopped.',
    waiting_admin:
      'An administrator of its organisation has to allow the connection first. Once they have, reading goes on by itself.',
    paused: 'Reading this account is paused.',
    failed: 'This account could not be read. Connect it again to give it another try.',
  },
}

export const waysIn = {
  title: 'Your ways in',
  byMail: 'a link by mail',
  several: 'Each of these signs you in, also once it is not read any more.',
  one: 'An account at work is closed the day the work ends. With a second one you still get in, and your letter has another address to go to.',
}

export const consent = {
  new: {
    title: 'An administrator has to allow this first',
    words:
      'Your organisation leaves permissions for mail and calendar to its administrators, so nothing was connected.',
  },
  waiting: {
    title: 'Waiting for your administrator',
    words:
      'Your organisation leaves permissions for mail and calendar to its administrators. Once they have agreed, reading goes on by itself within the hour. Connecting again is quicker.',
  },
  events: {
    title: 'An administrator has to allow this first',
    words:
      'Your organisation leaves adding events to its administrators. Your account is read as before, and your note and the time are kept.',
  },
  declined: (label: string): { readonly title: string; readonly words: string } => ({
    title: 'Nothing was connected',
    words: `You did not give the permission, so nothing was connected. If ${label} said “Need admin approval”, only an administrator of your organisation can give it.`,
  }),
  forAdmin: (label: string): string =>
    `This link is for the administrator. It opens ${label}’s own page, which names what is asked for: who wrote to whom and when, subject lines, the calendar without descriptions, and adding an event when somebody sends an invitation. Agreeing once is enough for everybody there.`,
  copy: 'Link to copy',
  mail: 'Open a mail with this link',
  again: 'Connect again',
  subject: 'A permission for Coffee soon?',
  letter: (link: string): string =>
    `Could you allow this program for our organisation? It reads who wrote to whom and when, subject lines and the calendar, never a message or an attachment.\r\n\r\n${link}\r\n`,
  thanks: 'Thank you',
  notAllowed: 'Nothing was allowed',
  allowedSays: (label: string): string =>
    `${label} says that the program is allowed in your organisation. Whoever asked you can connect their account now. Nothing of yours was read or kept here.`,
  notAllowedSays: (label: string): string => `${label} says that nothing was allowed. Nothing changed here.`,
}
