/** The letter as plain text: written from the same data as the html, not converted from it. */
import { cleanText } from '../../text.ts'
import { promisePath, sinceThen } from '../promise/due.ts'
import { thanksOf } from '../say/words/thanks.ts'
import type { BirthdayLine, Card, Letter, Links, Met, Notice, Promised } from '../types.ts'
import { serverOf } from './server-name.ts'

const width = 72
const rule = '-'.repeat(64)

/** Lines of at most 72 characters but for those with an address; every link of the html on a line of its own. */
export function toText(letter: Letter, links: Links): string {
  const parts = [
    `Coffee soon? ${letter.date}`,
    letter.headline.join(' '),
    wrap(letter.intro),
    ...(letter.well ? [wrap(letter.well)] : []),
    ...letter.notices.map((notice) => noticeText(notice, links)),
    ...(letter.promises?.length ? [`${rule}\n${promisesText(letter.promises, links)}`] : []),
    ...letter.cards.map((card) => `${rule}\n${cardText(card, links)}`),
    ...(letter.birthdays?.length ? [`${rule}\n${birthdaysText(letter.birthdays, links)}`] : []),
    ...(letter.gathering ? [`${rule}\n${wrap(letter.gathering.text)}`] : []),
    ...(letter.met.length ? [`${rule}\n${metText(letter.met, links)}`] : []),
    footer(letter, links),
  ]
  return `${parts.join('\n\n')}\n`
}

function cardText(card: Card, links: Links): string {
  const to = links.card(card)
  const lines = [
    wrap(card.name.toUpperCase(), '  '),
    wrap([card.since, card.lastInTouch].filter(Boolean).join(' ')),
    '',
    ...card.points.map(({ label, text }) => wrap(`* ${label}. ${text}`, '  ')),
    '',
    wrap(card.monthsInWords),
    '',
    ...(card.opener.text ? ['A first line to make your own:', wrap(`  ${card.opener.text}`, '  '), ''] : []),
    ...(card.message ? [`Open the message: ${card.message}`] : []),
    `Plan a coffee: ${to.coffee}`,
    `Write: ${to.write}`,
    `Not now: ${to.notNow}`,
    `We’ve spoken: ${to.spoken}`,
    `We talk elsewhere: ${to.elsewhere}`,
    `Don’t suggest again: ${to.letGo}`,
  ]
  return lines.join('\n')
}

function metText(met: readonly Met[], links: Links): string {
  const each = met.map((one) => {
    const { thank, note } = links.met(one)
    return [
      wrap(`${one.text} ${thanksOf(one)}`, '  '),
      `Thank ${cleanText(one.firstName, 24)}: ${thank}`,
      `Note what you promised: ${note}`,
    ].join('\n')
  })
  return ['AFTER THE COFFEE', ...each].join('\n\n')
}

function promisesText(promises: readonly Promised[], links: Links): string {
  const each = promises.map((one) =>
    [
      wrap([one.text, sinceThen(one)].filter(Boolean).join(' '), '  '),
      `Done, or another day: ${links.path(promisePath(one))}`,
      `Write to ${cleanText(one.firstName, 24)}: ${links.met(one).thank}`,
    ].join('\n'),
  )
  return ['YOU NOTED', ...each].join('\n\n')
}

function birthdaysText(birthdays: readonly BirthdayLine[], links: Links): string {
  const each = birthdays.map((one) =>
    [wrap(one.text, '  '), `Write to ${cleanText(one.firstName, 24)}: ${links.met(one).thank}`].join('\n'),
  )
  return ['THIS WEEK', ...each].join('\n\n')
}

const noticeText = ({ text, links: ways }: Notice, links: Links) =>
  [wrap(text), ...ways.map(({ label, path }) => `${label}: ${links.path(path)}`)].join('\n')

function footer({ cards, linksUntil }: Letter, links: Links): string {
  const yours = cards.length
    ? [
        wrap(
          `These links are yours: they open pages with your name on them, so please don’t forward this letter. The buttons stop working on ${linksUntil}. Nothing is sent until you press a button on the page.`,
        ),
      ]
    : []
  return [
    '-- ',
    ...yours,
    wrap(`Written on ${serverOf(links)} from dates, names, subjects and meeting titles. Message text is never read.`),
    `Change day or number, or take a break: ${links.settings}`,
    `What is stored: ${links.account}`,
    ...(links.unsubscribe ? [`Unsubscribe: ${links.unsubscribe}`] : []),
  ].join('\n')
}

/**
 * Breaks lines between words; a longer word, such as an address, stays whole. `indent` leads all lines but the first, so
 * that no words of a stranger can stand where a line of ours begins.
 */
function wrap(text: string, indent = ''): string {
  const lines: string[] = []
  const lead = /^ */.exec(text)?.[0] ?? ''
  let line = ''
  for (const word of text.trim().split(/\s+/)) {
    const start = lines.length ? indent : lead
    if (line && start.length + line.length + 1 + word.length > width) {
      lines.push(start + line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  if (line) lines.push((lines.length ? indent : lead) + line)
  return lines.join('\n')
}
