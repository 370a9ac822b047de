/** What stands around the form of the settings, and on the pages behind it. */
import { plural } from '../../../../spans.ts'

export const page = {
  title: 'Settings',
  notSaved: (faults: number): string =>
    `Nothing was saved yet: ${faults === 1 ? 'one field needs' : 'some fields need'} another look.`,
  saved: 'Saved.',
  next: (day: string, clock: string): string => `Your next letter comes on ${day} at ${clock}.`,
  blanked: 'All subjects and titles stored so far were removed, and none will be read from now on.',
  cameBack: (wanted: string, address: string): string =>
    `A letter to ${wanted} came back, since the address takes no mail. Until you choose otherwise, your letter goes to ${address}.`,
  tryAgain: (address: string): string => `Try ${address} again`,
  /** An address of an account that is not read. */
  notRead: (address: string): string => `${address} (not read)`,
  noneConfirmed: 'No address is confirmed yet',
  pastYear: 'Your past year',
  pastYearSays: 'Whom your letter would have named on the first of each month, and what came of it.',
  seePastYear: 'See your past year, replayed',
}

export const calendars = {
  title: 'Calendars',
  lede: 'A time is offered only where every calendar ticked here is free.',
  saved: 'Saved.',
  savedSome: 'Saved, but for the account that does not answer: its choice stays.',
  save: 'Save',
  none: 'No account is connected that has a calendar to ask.',
  back: 'Back to settings',
  closed: 'Coffee soon may not read this account’s calendar.',
  letRead: 'Let it read when you are free',
  ask: 'Only its main calendar is asked. To choose others, Coffee soon has to see what they are called, and nothing more.',
  letSee: 'Let it see their names',
  main: 'its main calendar',
  readsAll: 'Of this account only the calendars ticked here are read. What was read of another one goes when you save.',
  others: (names: readonly string[]): string =>
    `Shared with you by others, and not open to the permission given here: ${names.join(', ')}. Look there yourself.`,
  mainOf: (address: string): string => `the main one of ${address}`,
}

export const pastYear = {
  title: 'Your past year, replayed',
  lede: 'If a letter had gone out on the first of each month: whom it would have named, and whether the two of you were back in touch in the eight weeks after.',
  how: 'Each month is worked out from what was there before that day, and nothing later. It reads only what is stored here: nothing is sent, and no provider is asked.',
  again: 'Replay it again',
  replay: 'Replay my past year',
  back: 'Back to settings',
  replayedOn: (day: string): string => `Replayed on ${day}.`,
  progress: 'Months replayed',
  running: (done: number, total: number): string =>
    `${done} of ${plural(total, 'month')} replayed. This takes a few seconds a month. You can close this page.`,
  month: 'Month',
  named: 'Named, why then, and what followed',
  inTouch: 'Back in touch',
  nobody: 'Nobody: a letter would have named no one.',
}

export const refused = {
  title: 'Not your addresses',
  said: 'You said that these are somebody else’s.',
  undo: 'Undo',
  undoOf: (address: string): string => `Undo: ${address} is somebody else’s`,
}
