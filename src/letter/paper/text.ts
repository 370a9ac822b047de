/** The letter as plain text: written from the same data as the html, not converted from it. */
import { cleanText } from '../../text.ts'
import { promisePath, sinceThen } from '../promise/due.ts'
import type { BirthdayLine, Card, Letter, Links, Met, Notice, Promised } from '../types.ts'
import { thanksOf, type Words, wordsIn } from '../words/words.ts'
import { serverOf } from './server-name.ts'

const width = 72
const rule = '-'.repeat(64)

/** Lines of at most 72 characters but for those with an address; every link of the html on a line of its own. */
export function toText(letter: Letter, links: Links): string {
  const told = { links, words: wordsIn(letter.tongue).paper }
  const parts = [
    `Coffee soon? ${letter.date}`,
    letter.headline.join(' '),
    wrap(letter.intro),
    ...(letter.well ? [wrap(letter.well)] : []),
    ...letter.notices.map((notice) => noticeText(notice, links)),
    ...(letter.promises?.length ? [`${rule}\n${promisesText(letter.promises, told)}`] : []),
    ...letter.cards.map((card) => `${rule}\n${cardText(card, told)}`),
    ...(letter.birthdays?.length ? [`${rule}\n${birthdaysText(letter.birthdays, told)}`] : []),
    ...(letter.gathering ? [`${rule}\n${wrap(letter.gathering.text)}`] : []),
    ...(letter.met.length ? [`${rule}\n${metText(letter.met, told)}`] : []),
    footer(letter, told),
  ]
  return `${parts.join('\n\n')}\n`
}

interface Told {
  readonly links: Links
  readonly words: Words['paper']
}

function cardText(card: Card, { links, words }: Told): string {
  const to = links.card(card)
  const lines = [
    wrap(card.name.toUpperCase(), '  '),
    wrap([card.since, card.lastInTouch].filter(Boolean).join(' ')),
    '',
    ...card.points.map(({ label, text }) => wrap(`* ${label}. ${text}`, '  ')),
    '',
    wrap(card.monthsInWords),
    '',
    ...(card.opener.text ? [words.firstLine, wrap(`  ${card.opener.text}`, '  '), ''] : []),
    ...(card.message ? [`${words.openMessage}: ${card.message}`] : []),
    `${words.coffee}: ${to.coffee}`,
    `${words.write}: ${to.write}`,
    `${words.notNow}: ${to.notNow}`,
    `${words.spoken}: ${to.spoken}`,
    `${words.elsewhere}: ${to.elsewhere}`,
    `${words.letGo}: ${to.letGo}`,
  ]
  return lines.join('\n')
}

function metText(met: readonly Met[], { links, words }: Told): string {
  const each = met.map((one) => {
    const { thank, note } = links.met(one)
    return [
      wrap(`${one.text} ${thanksOf(one)}`, '  '),
      `${words.thank(cleanText(one.firstName, 24))}: ${thank}`,
      `${words.promised}: ${note}`,
    ].join('\n')
  })
  return [words.afterCoffee.toUpperCase(), ...each].join('\n\n')
}

function promisesText(promises: readonly Promised[], { links, words }: Told): string {
  const each = promises.map((one) =>
    [
      wrap([one.text, sinceThen(one)].filter(Boolean).join(' '), '  '),
      `${words.doneOrLater}: ${links.path(promisePath(one))}`,
      `${words.writeTo(cleanText(one.firstName, 24))}: ${links.met(one).thank}`,
    ].join('\n'),
  )
  return [words.youNoted.toUpperCase(), ...each].join('\n\n')
}

function birthdaysText(birthdays: readonly BirthdayLine[], { links, words }: Told): string {
  const each = birthdays.map((one) =>
    [wrap(one.text, '  '), `${words.writeTo(cleanText(one.firstName, 24))}: ${links.met(one).thank}`].join('\n'),
  )
  return [words.thisWeek.toUpperCase(), ...each].join('\n\n')
}

const noticeText = ({ text, links: ways }: Notice, links: Links) =>
  [wrap(text), ...ways.map(({ label, path }) => `${label}: ${links.path(path)}`)].join('\n')

function footer({ cards, linksUntil }: Letter, { links, words }: Told): string {
  const yours = cards.length ? [wrap(words.yours(linksUntil))] : []
  return [
    '-- ',
    ...yours,
    wrap(words.writtenOn(serverOf(links))),
    `${words.change}: ${links.settings}`,
    `${words.stored}: ${links.account}`,
    ...(links.unsubscribe ? [`${words.unsubscribe}: ${links.unsubscribe}`] : []),
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
