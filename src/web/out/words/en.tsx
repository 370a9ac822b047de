/** Secret addresses for calendars and readers of feeds, and the program that is told of letters. */
import { type Lasting, sayLasting } from '../../../policy.ts'

const feeds = {
  title: 'Feeds',
  heading: 'Your dates where you look anyway',
  lede: 'A secret address shows your coffees, your promises with a day and birthdays in a calendar of yours; another one tells a reader of feeds that a letter is ready. Both are off until you make them.',
  whoever: (
    <>
      <b>Whoever has such an address sees what is behind it,</b> and so does whoever runs the calendar that fetches it.
    </>
  ),
  make: 'Make one',
  label: 'What it is for',
  labelHint: 'Such as the calendar on your phone. It stands in the list below.',
  submit: 'Make the addresses',
  boxes: {
    names: {
      label: 'With names',
      hint: 'Otherwise it says “Coffee”, “A promise” and “A birthday”, and nothing in it tells who anybody is.',
    },
    notes: {
      label: 'With the lines that I noted',
      hint: 'Word for word; a line may name somebody, whatever stands in the box above.',
    },
  },
  kept: 'Whoever has died, is mourned or was let go is in none of them. When an address was fetched last is all that is kept of that, by day and with how many people it named; it is in the export.',
  there: 'What there is',
  none: 'Nothing.',
  made: (label: string): string => `The addresses of ${label}`,
  once: 'They are shown this once, and only a hash of them is kept. Copy them now.',
  forCalendar: 'For a calendar, as a calendar that it subscribes to:',
  forReader: 'For a reader of feeds:',
  /** @param day "today", "on 12 April 2026" */
  fetched: (day: string): string => `fetched last ${day}`,
  notFetched: 'not fetched yet',
  given: { names: 'with names', notes: 'with your lines', nothing: 'without names' },
  since: (day: string, given: readonly string[]): string => `made on ${day} · ${given.join(', ')}`,
  end: 'End it',
  endOf: (label: string): string => `End it: the addresses of ${label}`,
}

const webhook = {
  title: 'Webhook',
  heading: 'Tell a program that a letter is ready',
  secret: 'The secret that signs',
  once: 'It is shown this once. Copy it now, so that your program can tell that a message comes from here.',
  lede: 'One address of yours is told once for each letter: that there is one, where it is read, and when. No name, no subject and no token goes along.',
  another: 'Another address in its place',
  whom: 'Whom to tell',
  address: 'Address',
  tellInstead: 'Tell this one instead',
  tell: 'Tell this address',
  how: (time: Lasting): string =>
    `Sent by POST as JSON and signed as “Standard Webhooks” has it: webhook-id, webhook-timestamp, webhook-signature. An answer from 200 to 299 counts as taken, and 410 ends it. Anything else is tried again under the same id, for ${sayLasting(time)}. No redirect is followed.`,
  told: 'Who is told',
  nobody: 'Nobody is told any more',
  named: (day: string): string => `An address that you named on ${day}.`,
  test: 'Send a test',
  end: 'Tell it nothing more',
}

export const english = { feeds, webhook }
