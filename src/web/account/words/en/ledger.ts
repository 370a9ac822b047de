/** What was asked for at the providers, by the method names of Gmail, Google Calendar and Microsoft Graph that the readers count under. */

const methods: Readonly<Record<string, string>> = {
  getProfile: 'Which mailbox it is',
  'me.get': 'Which mailbox it is',
  'messages.list': 'A list of messages',
  'messages.get': 'Headers of one message',
  'threads.get': 'Headers of a whole thread',
  'history.list': 'What is new in the mail',
  'messages.delta': 'Headers of new messages',
  'mailFolders.get': 'Which folder is which',
  'calendar.get': 'Which calendar it is',
  'events.list': 'Calendar entries',
  'calendarView.list': 'Calendar entries',
  'people.connections.list': 'Your contacts: names, addresses, birthdays',
  'contacts.list': 'In which folder your contacts lie',
  'contacts.delta': 'Your contacts: names, addresses, birthdays',
  'events.get': 'An invitation of yours, looked up',
  'events.insert': 'An invitation you sent',
  'events.create': 'An invitation you sent',
}

export const ledger = { what: 'What was asked for', times: 'Times', another: 'Another request', methods }
