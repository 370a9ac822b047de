/** The form that plans a coffee: how to ask, the note, and where. */
import type { Child } from 'hono/jsx'
import type { Lasting } from '../../../../policy.ts'
import { sayLasting } from '../../../../policy.ts'

export const form = {
  title: (names: string): string => `Coffee with ${names}`,
  names: (one: string, other: string): string => `${one} and ${other}`,
  /** @param free the calendar vouches for the times on it */
  lede: (free: boolean): string =>
    `${free ? 'You’re free at these times. ' : ''}Read the note over and make it yours. Nothing leaves before you press a button.`,
  why: (name: string): string => `Why ${name}`,
  openMessage: 'Open the message',
  howToAsk: 'How to ask',
  anotherWay: 'Another way',
  /** Where nothing else could be written down for the owner to begin with. */
  emptyNote: (name: string): string => `${name}, [what made you think of them]`,

  where: 'Where',
  metThere: 'Where you two met before; change it, or leave it empty.',
  anywhere: 'For meeting in person: a café you both know, say. Left empty, nothing is said of it.',

  note: 'Your note',
  to: 'To',
  lastInTouch: 'LAST IN TOUCH',
  wordless:
    'You two seem to write each other in a language that I have no sentences in. So the words are yours; times follow in numbers.',
  orAsk: (href: string): Child => (
    <>
      Or <a href={href}>begin again with words that ask</a>.
    </>
  ),
  orRest: (href: string): Child => (
    <>
      Or <a href={href}>begin again with words that ask for nothing</a>.
    </>
  ),
  linkFollows: 'A link to the page with these times follows here.',
  intoInvitation: (title: string, minutes: number): string =>
    `This goes into the invitation: “${title}”, ${minutes} minutes.`,
  intoEntry: 'This goes into the entry, beside the time.',
  intoFile: 'This goes into the file, beside the time.',
  asItStands: 'Or open it as it stands, without changes made above:',
  openIn: (program: string): string => `Open it in ${program}`,
  openInMail: 'Open in my mail program',

  toMail: 'Take it to my own mail',
  toPage: 'Make the page and the note',
  send: (names: string): string => `Send to ${names}`,
  keepAndAsk: 'Keep it, and ask for the permission',
  putIn: 'Put it into my calendar',
  download: 'Download the file',
  /** @param several more than one gets it */
  plain: (names: string, several: boolean): string =>
    `Nothing is sent from here. ${names} ${several ? 'get' : 'gets'} a plain message from you, without tracking.`,
  pageWorks: 'The page works until the last of these times is over. Nothing is sent from here.',
  nothingSent: (wait: string): string => `Nothing has been sent yet. ${wait}`,
  /** @param minutes null where it leaves at once */
  wait: (minutes: number | null): string =>
    minutes === null
      ? 'It leaves as soon as you press.'
      : `${minutes < 1 ? 'It leaves within a minute' : `It leaves ${minutes} minutes after you press`}, and until then you can undo it.`,
  needsPermission:
    'Adding to your calendar needs a permission you have not given yet. The next page leads to it and keeps the note.',

  takenBack: 'Taken back. Nothing was sent, and your note is kept here.',
  openChoice: (choice: string): string => `${choice} Nothing has gone out; look it over, or offer other times.`,
  noteKept: 'Your note from before is kept here. Nothing of it was sent.',
  permissionThere: 'The permission is there now, and everything is as you left it. Look it over and press once more.',
  asYouLeftIt: 'Everything is as you left it. Nothing was sent.',
  inTouchSince: 'You two have been in touch since this letter left. A coffee is a good idea all the same.',
}

/** The ways to ask, each with a hint. */
export const ways = {
  video: {
    title: 'A calendar invitation, by video',
    hint: 'Best when you’ve already agreed to meet. A video link comes with it.',
  },
  inPerson: {
    title: 'A calendar invitation, in person',
    hint: 'Best when you’ve already agreed to meet, and live close enough.',
  },
  note: {
    offers: 'A note that offers a few times',
    asks: 'A note that asks what suits',
    hint: (names: string, several: boolean): string =>
      `From your own mail. ${names} ${several ? 'answer' : 'answers'} in words, when they like.`,
  },
  link: {
    title: 'A note with a page where they pick a time',
    hint: 'The page shows your first name and these times, nothing else.',
  },
  file: { title: 'A calendar file', hint: 'For your own calendar. Nobody is invited by it.' },
  /** Where the owner's calendar takes it, and invites nobody. */
  kept: {
    title: 'An entry in your own calendar',
    hint: (names: string): string =>
      `Your calendar’s server invites nobody. A note to ${names} goes from your own mail, with the entry as a file.`,
  },
  joint: { title: 'A note that introduces the two', hint: 'To both, from your own mail. No times.' },
  rest: { title: 'A note that asks for nothing', hint: 'Just a hello. No times, nothing to answer.' },
}

/** The quiet buttons, each with what it means. */
export const wishes = {
  rest: { label: 'Not now', meaning: (time: Lasting): string => `They rest for ${sayLasting(time)}` },
  close: { label: 'We’ve spoken', meaning: 'Nothing is open between you' },
  elsewhere: { label: 'We talk elsewhere', meaning: 'They are never again called quiet' },
  letGo: { label: 'Don’t suggest again', meaning: 'They are not brought up again; undo it on their page' },
}
