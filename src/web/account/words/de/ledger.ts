/** What was asked for at the providers, in German. */
import type { ledger as shape } from '../en/ledger.ts'

const methods: (typeof shape)['methods'] = {
  getProfile: 'Welches Postfach es ist',
  'me.get': 'Welches Postfach es ist',
  'messages.list': 'Eine Liste von Nachrichten',
  'messages.get': 'Kopfzeilen einer Nachricht',
  'threads.get': 'Kopfzeilen eines ganzen Gesprächs',
  'history.list': 'Was in der Mail neu ist',
  'messages.delta': 'Kopfzeilen neuer Nachrichten',
  'mailFolders.get': 'Welcher Ordner welcher ist',
  'calendar.get': 'Welcher Kalender es ist',
  'events.list': 'Kalendereinträge',
  'calendarView.list': 'Kalendereinträge',
  'people.connections.list': 'Deine Kontakte: Namen, Adressen, Geburtstage',
  'contacts.list': 'In welchem Ordner deine Kontakte liegen',
  'contacts.delta': 'Deine Kontakte: Namen, Adressen, Geburtstage',
  'events.get': 'Eine Einladung von dir, nachgesehen',
  'events.insert': 'Eine Einladung, die du geschickt hast',
  'events.create': 'Eine Einladung, die du geschickt hast',
}

export const ledger: typeof shape = {
  what: 'Wonach gefragt wurde',
  times: 'Wie oft',
  another: 'Eine andere Anfrage',
  methods,
}
