/** What is printed on every letter: buttons, boxes and the foot, for its html and its plain text. */
import type { Child } from 'hono/jsx'

export const paper = {
  unsubscribe: 'Unsubscribe',
  coffeeWith: (name: string): string => `Plan a coffee with ${name}`,
  coffee: 'Plan a coffee',
  writeTo: (name: string): string => `Write to ${name}`,
  writeForNothing: (name: string): string => `Write to ${name}, asking for nothing`,
  justWrite: 'Just write',
  write: 'Write',
  openMessage: 'Open the message',
  notNow: 'Not now',
  spoken: 'We’ve spoken',
  elsewhere: 'We talk elsewhere',
  letGo: 'Don’t suggest again',
  firstLine: 'A first line to make your own:',
  youNoted: 'You noted',
  doneOrLater: 'Done, or another day',
  thisWeek: 'This week',
  afterCoffee: 'After the coffee',
  thank: (name: string): string => `Thank ${name}`,
  promised: 'Note what you promised',
  yours: (until: string): string =>
    `These links are yours: they open pages with your name on them, so please don’t forward this letter. The buttons stop working on ${until}. Nothing is sent until you press a button on the page.`,
  writtenOn: (server: string): string =>
    `Written on ${server} from dates, names, subjects and meeting titles. Message text is never read.`,
  stored: 'What is stored',
  change: 'Change day or number, or take a break',
  /** The last line of the foot, with its links. */
  foot: ({ stored, change, unsubscribe }: Foot) => (
    <>
      {stored}. {change}
      {unsubscribe ? <>, or {unsubscribe}</> : null}.
    </>
  ),
  unsubscribeInLine: 'unsubscribe',
}

interface Foot {
  readonly stored: Child
  readonly change: Child
  readonly unsubscribe: Child
}
