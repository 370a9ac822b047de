/** What stands above the people of a letter: headlines and the lines under them, in as many ways as letters need for a month and more. */

/** Two short lines. */
type Headline = readonly [string, string]

/** By how many people there are in words: "Three". The first is the one that a letter by itself has. */
export const headlines: {
  readonly one: readonly Headline[]
  readonly more: readonly ((count: string) => Headline)[]
} = {
  one: [
    ['One person,', 'one good reason'],
    ['One name', 'this week'],
    ['A hello', 'to one person'],
    ['Just one,', 'and why now'],
    ['Somebody', 'to write to'],
    ['A single line', 'would do'],
  ],
  more: [
    (count) => [`${count} people,`, 'one good reason each'],
    (count) => [`${count} names`, 'and why now'],
    (count) => ['Worth a line', `this week: ${count.toLowerCase()}`],
    (count) => [`${count} people`, 'to think of'],
    (count) => [`${count} hellos,`, 'if you like'],
    (count) => ['Out of sight,', `not out of mind: ${count.toLowerCase()}`],
  ],
}

/** Under the greeting of a weekly letter. No sentence stands in two of them. */
export const weekly: readonly string[] = [
  'One hello is a good week, and a week off is fine too. Change any line until it sounds like you.',
  'Write this week, or another one. Every first line is only a start.',
  'There is nothing to keep up with here. Write where a name makes you smile.',
  'Two sentences are a letter, as far as friends are concerned. Yours need not be longer.',
  'Somebody below may be glad of a word. Bend the lines as you please.',
  'If a name warms you, begin there. What you leave can wait, and nothing piles up.',
  'Short is good, late is good. What stands in brackets is for you to fill.',
  'Read it with your coffee; that alone is a fine use of it. Should you write, make the words your own.',
  'Nothing here is due. It’s only a look at who has been out of sight.',
  'A question, a memory, a link: any of these carries a note. The lines below have gaps for them.',
  'Most people like to be thought of, and few mind when. Cut what does not sound like you.',
  'You know better than any record does. Skip what you like.',
]

/** A week in which the owner has been in touch with everybody who matters, and only then. */
export const inTouch: readonly string[] = [
  'Nothing for you to do this week. You’ve been in touch with the people who matter.',
  'You have heard from the people you are closest to, each in the usual time. So this stays short.',
  'Those who matter most to you have all had word lately. There is nothing to add.',
  'The people you write to most are as near as ever, going by mail and calendar. No names, then.',
  'Everybody you are used to hearing from, you have heard from. That makes for an easy week.',
  'Your closest people are all within reach just now. Enjoy it.',
]

/** A week in which nobody is to be named for some other reason. */
export const resting: readonly string[] = [
  'Nobody is to be named this week. If someone comes to mind anyway, that’s the best reason of all.',
  'I have no name for you this time. Whoever would come next was in a letter a short while ago.',
  'Those I could name rest for a while, so that nobody comes up too often. This week is yours.',
  'No suggestion from here. A hello that nobody suggested is worth as much.',
  'There is nobody of whom I could say something new. That’s all for this week.',
  'This one has no people in it. The next names need a little more time.',
]

/** The end of a run of quiet letters. */
export const waiting: string = 'From here on I write only when there is something to say; until then no letter comes.'
