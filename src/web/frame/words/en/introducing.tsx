/** Introductions on their way, in English. */
import type { Child } from 'hono/jsx'
import { policy, sayLasting } from '../../../../policy.ts'

export const introducing = {
  title: 'Introductions',
  pair: (one: Child, other: Child, words: string): Child => (
    <>
      {one} and {other}. {words}
    </>
  ),
  today: 'today',
  onWeekday: (weekday: string): string => `on ${weekday}`,
  onDay: (date: string): string => `on ${date}`,
  declined: (names: readonly string[]): string =>
    `${names.join(' and ')} would rather not. It rests here, nobody else is told, and I won’t suggest the two to each other again.`,
  agreed: 'Both would like to meet. The note to both stands ready.',
  /** @param when one of the three above, or nothing */
  made: (when: string): string => `You introduced them ${when}.`,
  askAfter: (): string =>
    `You introduced them ${sayLasting(policy.askAfter)} ago or a little more. A line to ask how it went would be kind; this is said once.`,
  over: 'You introduced them, and that is done.',
  saidYes: (name: string): string => `${name} said yes.`,
  answered: (name: string, when: string): string => `${name} answered ${when}.`,
  wrote: (name: string, when: string): string => `You wrote to ${name} ${when}; no answer has come yet.`,
  taken: (name: string, when: string): string =>
    `Your note to ${name} was taken along ${when}; it is not seen in your sent mail yet.`,
  notAsked: (name: string): string => `${name} is not asked yet.`,
  undo: 'Undo',
  noteToBoth: 'The note to both',
  coffeeOfThree: 'A coffee of three',
  introduced: 'They are introduced',
  undoYes: (name: string): string => `Undo ${name}’s yes`,
  ask: (name: string): string => `Ask ${name}`,
  leave: 'Leave it',
  write: (name: string): string => `Write a note to ${name}`,
  yes: (name: string): string => `${name} said yes`,
  no: (name: string): string => `${name} would rather not`,
}
