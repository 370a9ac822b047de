/** What a letter has to say of accounts, answers, and the letters before it. */
import type { Notice } from '../../types.ts'

/** The buttons of a notice, without where they lead. */
type Label = Notice['links'][number]['label']

export const notices = {
  lost: (email: string): string => `${email} does not let me read it any more, so I know nothing new from there.`,
  unread: (why: string): string => `${why}, so I know nothing new from there.`,
  reconnect: 'Reconnect' as Label,
  keepRead: 'Keep what was read' as Label,
  deleteIt: 'Delete it' as Label,
  openToSend: 'Open it to send the invitation' as Label,
  look: 'Look at it' as Label,
  let_go: (name: string): string => `You asked me not to suggest ${name} again.`,
  elsewhere: (name: string): string =>
    `You said that you and ${name} talk elsewhere, so I do not go by your mail there.`,
  not_now: (name: string): string => `You asked me to let ${name} rest for now.`,
  bringBack: (name: string): Label => `Bring ${name} back`,
  /** @param until before which day they are not suggested again; undefined: that is soon */
  noWord: (name: string, until: string | undefined): string =>
    `No word from ${name} yet. That’s often timing.${until ? ` I won’t suggest them again before ${until}.` : ''}`,
  cameBack: (from: string, to: string): string => `A letter to ${from} came back for good, so this one comes to ${to}.`,
  chooseWhere: 'Choose where it goes' as Label,
  failed: 'My last letter could not be delivered.',
  unknown: 'I could not find out whether my last letter reached you.',
  dropped: 'My last letter would have been more than a day late, so it was not sent.',
  whatHappened: 'See what happened' as Label,
  showMore: 'Two things would show me more: another account that you write from, and older mail.',
  importHere: 'Mail and calendars that were exported to files can be read with npm run import.',
  importOn: (page: string): string => `Mail and calendars that were exported to files can be handed over at ${page}.`,
  importByOthers: 'Whoever runs this server can also import mail and calendars that you exported to files.',
  shared: (one: string, other: string): string =>
    `Mail goes out from here as ${one} and as ${other}. If two of you write from this mailbox, I count only yours.`,
  onlyI: 'Only I write from it' as Label,
  weShare: (name: string): Label => `We share it, I am ${name}`,
  secondWay:
    'You have one way in here. If that account is ever closed, a second one keeps your people and your letter.',
  /** @param sample a label that is whole by itself */
  connect: (label: string, sample: boolean): Label => `Connect a ${sample ? label : `${label} account`}`,
  connectAnother: (label: string, sample: boolean): Label => `Connect another ${sample ? label : `${label} account`}`,
  connectMailbox: 'Connect a mailbox by password' as Label,
  connectCalendar: 'Connect a calendar by password' as Label,
  addAccount: 'Add another account' as Label,
  writeOrCoffee: (name: string): Label => `Write to ${name} or plan a coffee`,
  helloTo: (name: string): string => `A hello to ${name} needs no reason.`,
}
