/** What a card can say of the last thread that may be quoted, by who wrote in it and what came after. */
import type { After as Later } from '../../find/finding.ts'
import type { Line } from '../saying.ts'

/** What came after the thread, with its month in words. */
export type After = { readonly how: Later['how']; readonly month: string } | undefined

interface Thread {
  readonly title: string
  readonly when: string
  readonly firstName: string
}

type Way = 'newest' | 'both' | 'they' | 'owner'

/** "newest": both wrote, and nothing between the two has followed. Each text ends with a full stop. */
export const threads: Readonly<Record<Way, (thread: Thread) => readonly Line[]>> = {
  newest: ({ title, when }) => [
    `You last wrote about “${title}”, in ${when}.`,
    ['Where things stand', `Your last thread was “${title}”, in ${when}.`],
    ['Left off', `You last wrote to each other in ${when}, about “${title}”.`],
    ['The subject then', `“${title}”: you last wrote about that in ${when}.`],
    ['Most recent', `Your last thread, of ${when}, was “${title}”.`],
    ['Where you left it', `At “${title}”, in ${when}; you both wrote to each other there.`],
    ['The latest', `Mail to each other about “${title}”, in ${when}.`],
    ['Last talked about', `“${title}”, written to each other in ${when}.`],
    ['An end to pick up', `“${title}”, which you last wrote about in ${when}.`],
    ['On the table', `“${title}” went back and forth to each other in ${when}.`],
    ['Your last subject', `In ${when} you wrote to each other: “${title}”.`],
    ['Passed between you', `“${title}”, to each other and back, in ${when}.`],
  ],
  both: ({ title, when }) => [
    `In ${when} you wrote to each other about “${title}”.`,
    `You wrote to each other about “${title}” in ${when}.`,
    ['Talked about', `“${title}” with each other, in ${when}.`],
    ['A subject of yours', `“${title}”: mail to each other in ${when}.`],
    ['From your mail', `“${title}” of ${when}, in which you answered each other.`],
    ['Back and forth', `In ${when} you answered each other about “${title}”.`],
    ['To pick up', `“${title}”, which you wrote each other about in ${when}.`],
    ['Once between you', `“${title}”, which had you writing to each other in ${when}.`],
  ],
  they: ({ title, when, firstName }) => [
    `They wrote to you about “${title}” in ${when}.`,
    `In ${when} they wrote to you about “${title}”.`,
    ['From them', `“${title}”, which they wrote to you in ${when}.`],
    ['Their subject', `“${title}”: they wrote to you about it in ${when}.`],
    [`${firstName} wrote`, `“${title}” is what they wrote to you in ${when}.`],
    ['In your inbox', `“${title}” of ${when}, when they wrote to you.`],
    ['To answer or add to', `In ${when} they wrote to you: “${title}”.`],
    ['What they brought up', `“${title}”, as they wrote to you in ${when}.`],
  ],
  owner: ({ title, when, firstName }) => [
    `You wrote to them about “${title}” in ${when}.`,
    `In ${when} you wrote to them about “${title}”.`,
    ['From you', `“${title}”, a mail of yours in ${when}.`],
    ['Your subject', `“${title}” is what you wrote about in ${when}.`],
    ['You brought it up', `“${title}”, in ${when}.`],
    [`What ${firstName} had from you`, `“${title}”, in ${when}.`],
    ['You told them', `Your mail of ${when} was about “${title}”.`],
    ['To follow up', `“${title}”, which you sent in ${when}.`],
  ],
}

/** An older thread under a newer mail: said with the month of both. */
export const earlier = ({ title, when, later }: { title: string; when: string; later: string }): readonly Line[] => [
  `“${title}”, in ${when}; there was mail up to ${later}.`,
  ['Earlier', `“${title}” in ${when}, ahead of the newest mail, of ${later}.`],
  ['Older, but good', `“${title}”, from ${when}; what followed came in ${later}.`],
  ['A thread further back', `“${title}”, in ${when}, with the mail of ${later} on top of it.`],
  [`Before ${later}`, `You had “${title}”, in ${when}.`],
  ['Under the newest mail', `“${title}” of ${when}; the one on top is of ${later}.`],
  ['Also between you', `“${title}” in ${when}, and a mail of ${later} after it.`],
  ['One thread down', `“${title}”, of ${when}; the newest mail is of ${later}.`],
  ['A little earlier', `You had “${title}” in ${when}; ${later} brought other mail.`],
  ['And before', `“${title}”, ${when}, until something else came in ${later}.`],
  ['An older subject', `“${title}”, back in ${when}; you went on to other things in ${later}.`],
  ['Not the last, but', `“${title}” was there in ${when}, followed by mail in ${later}.`],
  ['What came first', `“${title}” in ${when}, and mail again in ${later}.`],
  ['Further down', `Between you in ${when}: “${title}”. The newest mail is of ${later}.`],
]

/** What ends the sentence where something newer is no thread: where they met, or a mail with both on it. */
export const afterwards: Readonly<Record<'met' | 'beside', (month: string) => readonly string[]>> = {
  met: (month) => [
    `; you last met in ${month}.`,
    `; a meeting followed in ${month}.`,
    `, and you met in ${month}.`,
    `; in ${month} you met.`,
    `, with a meeting in ${month} after it.`,
    `; the calendar has you together in ${month}.`,
  ],
  beside: (month) => [
    `; the newest mail with you both on it is from ${month}.`,
    `; in ${month} you both stood on one mail.`,
    `, and a mail to you both came in ${month}.`,
  ],
}
