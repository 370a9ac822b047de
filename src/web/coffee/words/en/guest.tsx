/** The guest's page, and what they take from it: it knows a first name and times. */
import type { Child } from 'hono/jsx'
import { placeOf } from '../../../../coffee/zone.ts'
import type { Instant } from '../../../../facts.ts'
import type { Gone } from '../../../../work/coffee/guest-link.ts'

const otherwise = 'Should it not suit after all, choose another time or call it off below.'

export const guest = {
  title: (owner: string): string => `A coffee with ${owner}`,
  wouldLike: (owner: string): string => `${owner} would like to have a coffee with you`,
  chooseOne: (minutes: number): string => `Choose a time that suits you, ${minutes} minutes each.`,
  when: 'When',
  choose: 'Choose this time',
  invitationFollows: (owner: string): string => `A calendar invitation from ${owner} follows by mail.`,
  heldForYou: (owner: string): string =>
    `The time you choose is held for you. It is fixed once ${owner}’s invitation comes.`,
  noneOpen: (owner: string): string =>
    `None of the offered times is open any more. Answer ${owner}’s mail to find another one.`,
  /** Behind a time of the guest's, on the owner's clock. @param time "09:00", "Fri 4 December, 01:00" */
  forOwner: (time: string, owner: string): string => `${time} for ${owner}`,
  alsoForOwner: (time: string, owner: string): string => `, ${time} for ${owner}`,
  /** A time of the clock as it stands in a sentence. */
  clock: (clock: string): string => clock,
  whole: (day: Child, clock: Child): Child => (
    <>
      {day} at {clock}
    </>
  ),

  close: 'You can close this page.',
  addFixed: 'Add it to my calendar',
  addOpen: 'Add it to my calendar, as not confirmed',
  ownEntry: 'The invitation brings an entry of its own; you need this one only without it.',
  anotherTime: 'Another time',
  instead: 'Choose this one instead',
  changed: (owner: string): string =>
    `You chose this time instead. ${owner}’s calendar is being asked to move it, and you get word of it from there.`,
  /** @param quiet no invitation follows */
  fixed: (owner: string, quiet: boolean): string =>
    `It is in ${owner}’s calendar. ${quiet ? '' : `An invitation from ${owner} comes by mail. `}${otherwise}`,
  coming: (owner: string): string => `An invitation from ${owner} comes by mail. ${otherwise}`,
  fell: (owner: string): string =>
    `${owner}’s invitation could not go out. Please don’t count on this time. To find another one, answer ${owner}’s mail.`,
  unanswered: (owner: string): string =>
    `${owner} hasn’t answered. Please don’t count on this time. It is not held any more, and nothing is fixed. To find a time, answer ${owner}’s mail.`,
  /** @param until on the guest's clock, and behind it on the owner's */
  held: (owner: string, told: boolean, until: Child): Child => (
    <>
      {told ? `${owner} has been told.` : `${owner} sees your choice here.`} Held until {until}; it is fixed once{' '}
      {owner}
      ’s invitation comes. {otherwise}
    </>
  ),
  none: (owner: string, told: boolean): string =>
    `You said that none of these times suits. ${heard(owner, told)} To find another one, answer ${owner}’s mail.`,
  calledOff: (time: Child, owner: string, told: boolean): Child => (
    <>
      You called it off: {time}. {heard(owner, told)}
    </>
  ),
  takingOut: (owner: string): string =>
    `It is being taken out of ${owner}’s calendar, and you get word of it from there.`,
  mayStand: 'Should an entry still stand in your calendar, decline it or take it out there.',

  noneSuits: 'None of these suits',
  line: (owner: string): string => `A line to ${owner}, if you like`,
  tellNone: (owner: string): string => `Tell ${owner} that none suits`,
  callOff: 'Call it off',
  callingOff: (owner: string): string => `${owner} hears of it, and the time is free again.`,
  stopped: (owner: string): string =>
    `You would rather just write, so ${owner} can make no more pages like this one for you.`,
  undo: 'Undo',
  ratherWrite: 'I’d rather just write',
  stopping: (owner: string): string =>
    `${owner} hears of it, and can make no more pages like this one for you. A time that you chose stays, and so does everything else. You can undo it here.`,
  stop: 'No more pages like this',

  /** What the clock of a zone is called: "Berlin time". */
  zone: (_at: Instant, zone: string): string => `${placeOf(zone)} time`,
  clockChosen: (zone: string): string => `Times are those of ${zone}, as you chose.`,
  clockGuessed: (zone: string, owner: string, ownerZone: string): string =>
    `Your time first, which is a guess from the clock on your mail (${zone}); ${owner}’s time (${ownerZone}) second.`,
  clockOf: (zone: string): string => `Times are those of ${zone}.`,
  /** A script puts the name of the clock behind it. */
  clockOfBrowser: 'Times are on the clock of your browser:',
  otherClock: 'Show the times in another time zone',
  asFirst: (href: string): Child => (
    <>
      {' '}
      or <a href={href}>as they were first</a>
    </>
  ),
  yourZone: 'Your time zone',
  onlyHere: 'For this page only; it is kept nowhere.',
  showInIt: 'Show the times in it',

  entry: (owner: string): string => `Coffee with ${owner}`,
  entryOpen: (owner: string): string => `Coffee with ${owner}? (not confirmed)`,
  notFixed: (owner: string): string => `Not fixed yet: it is once ${owner}’s invitation comes.`,

  /** Behind a link that leads nowhere any more: a title, and what there is to say. */
  gone: {
    ended: (owner: string) => [
      'These times are not open any more',
      `${owner} has taken them back, or offered others in their place. If there is a newer mail from ${owner}, use the link in that one; else answer the mail.`,
    ],
    'called off': (owner: string) => [
      'This coffee was called off',
      `It does not take place. To find another time, answer ${owner}’s mail.`,
    ],
    over: (owner: string) => ['The time of this coffee has passed', `To find another one, answer ${owner}’s mail.`],
    'ran out': (owner: string) => [
      'The times on this page have passed',
      `None was chosen in time, so nothing is planned. To find another one, answer ${owner}’s mail.`,
    ],
  } satisfies Readonly<Record<Gone['why'], (owner: string) => string[]>>,
  noPage: [
    'This address leads nowhere',
    'A part of it may be missing. Open it from the mail once more, or answer the mail it came in.',
  ],
}

const heard = (owner: string, told: boolean): string => (told ? `${owner} has been told.` : `${owner} sees it here.`)
