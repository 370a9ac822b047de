/** Around the letter on its page. */
import type { Child } from 'hono/jsx'
import { monthName } from '../../../../dates.ts'

export const page = {
  title: 'Letter',
  nothing: 'No letter at the moment',
  connect: (link: string): Child => (
    <>
      No account is connected, so there is nothing to write from. <a href={link}>Connect an account</a>
    </>
  ),
  preparing: (isFirst: boolean): string => `Your ${isFirst ? 'first' : 'next'} letter is being prepared`,
  reading: (link: string): Child => (
    <>
      It is shown here as soon as twelve months are read. You can close this page; the reading goes on.{' '}
      <a href={link}>How far it is</a>
    </>
  ),
  noAddress: 'Nothing was sent: no address is confirmed as yours yet.',
  noted: 'You noted',
  doneOrLater: 'Done, or another day',
  thisWeek: 'This week',
  writeTo: (name: string): string => `Write to ${name}`,
  afterCoffee: 'After the coffee',
  thank: (name: string): string => `Thank ${name}`,
  notePromise: 'Note a promise',
}

/** Beside one person. */
export const card = {
  openMessage: 'Open the message',
  write: (name: string): string => `Write to ${name}, asking for nothing`,
  plan: (name: string): string => `Plan a coffee with ${name}`,
  saidYes: 'You said yes to this one.',
  rightSort: 'The right sort of person?',
  yes: 'Yes',
  notThis: 'Not this person',
  elsewhere: 'We talk elsewhere',
  /** What a button is called to whoever hears it alone. */
  of: (button: string, name: string): string => `${button}, ${name}`,
}

export const changed = {
  /** @param month in which they may come again, 1 is January; null where the owner talks to them elsewhere */
  refused: (name: string, month: number | null): string =>
    month === null
      ? `${name}: you talk elsewhere, so silence here means nothing.`
      : `${name}: not before ${monthName(month, { locale: null })}.`,
  undo: 'Undo',
  undoOf: (name: string): string => `Undo: ${name}`,
  missing: (names: readonly string[]): string =>
    `${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} in this letter and ${names.length === 1 ? 'is' : 'are'} not shown any more, by your word or because something came in since.`,
}
