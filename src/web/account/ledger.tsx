/** Every request that was made to somebody's accounts, by kind: in words, with the name that the provider has for it. */
import { number, type Place } from '../../place.ts'
import { cleanText } from '../../text.ts'

interface Call {
  readonly email: string
  readonly method: string
  readonly count: number
}

/** A table for each account, under its address. */
export function Ledger({ calls, place }: { calls: readonly Call[]; place: Place }) {
  const accounts = [...new Set(calls.map(({ email }) => email))]
  return (
    <>
      {accounts.map((account) => (
        <table class="ledger">
          <caption>{cleanText(account)}</caption>
          <thead>
            <tr>
              <th scope="col">What was asked for</th>
              <th scope="col">Times</th>
            </tr>
          </thead>
          <tbody>
            {calls
              .filter(({ email }) => email === account)
              .map(({ method, count }) => (
                <tr>
                  <th scope="row">
                    {words[method] ?? 'Another request'} <small>{method}</small>
                  </th>
                  <td>{number(count, place)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </>
  )
}

/** By the method names of Gmail, Google Calendar and Microsoft Graph that the readers count under. */
const words: Readonly<Record<string, string>> = {
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
