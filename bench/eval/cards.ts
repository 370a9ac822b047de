/** Prints cards of weekly letters with what they rest on, for reading one by one as their owner would. */
import { hash53 } from '../../src/hash.ts'
import { makeCard } from '../../src/letter/card.ts'
import { reviving } from '../../src/letter/choose/worth.ts'
import type { Card, Contact } from '../../src/letter/types.ts'
import { dayMs, instant } from '../../src/people/days.ts'
import { timeOf } from '../../src/people/derive/order.ts'
import { type Corpus, readCorpus } from './corpus.ts'
import { perLetter } from './corpus-run.ts'
import { createLetters, type LetterPick } from './letters.ts'
import { findSets } from './sets.ts'
import { look, type View } from './view.ts'

export interface Printing {
  readonly dir: string
  readonly only: string | undefined
  readonly count: number
  /** Another seed draws other owners and weeks. */
  readonly seed: string
}

/** So many letters of an owner on end, each knowing the earlier ones. */
const weeksOnEnd = 4
/** Owners and weeks that are looked at, of a corpus in which letters stay empty. */
const mostRuns = 40

/** At most `count` cards, the same number of each corpus that has subjects, as text. The same seed prints the same cards. */
export async function printCards({ dir, only, count, seed }: Printing): Promise<string> {
  const sets = findSets(dir).corpora.filter(({ name }) => only === undefined || name === only)
  const each = Math.ceil(count / Math.max(1, sets.length))
  const texts: string[] = []
  for (const set of sets) {
    const corpus = readCorpus(set)
    if (![...corpus.mailboxes.values()].some((box) => box.some((fact) => 'subject' in fact))) continue
    const cards = new Map<string, string>()
    for (let run = 0; run < mostRuns && cards.size < each; run++)
      for (const { of, text } of await cardsOf(corpus, `${seed} ${corpus.name} ${run}`))
        if (!cards.has(of)) cards.set(of, text)
    texts.push(...[...cards.values()].slice(0, each).map((text, i) => `## ${corpus.name} ${i + 1}\n\n${text}`))
  }
  return texts.join('\n\n')
}

interface Printed {
  /** The two: nobody is printed twice for one owner. */
  readonly of: string
  readonly text: string
}

/** The letters of one owner over some weeks. */
async function cardsOf(corpus: Corpus, seed: string): Promise<readonly Printed[]> {
  const full = [...corpus.mailboxes].filter(([, box]) => box.length >= 200).sort((a, b) => (a[0] < b[0] ? -1 : 1))
  const [user, box] = full[Math.floor(drawn(`${seed} owner`) * full.length)] ?? []
  const [first, last] = [box?.[0], box?.at(-1)]
  if (!user || !first || !last) return []
  const [from, to] = [timeOf(first), timeOf(last)]
  const begin = Math.floor(from + (to - from) * (0.4 + 0.55 * drawn(`${seed} week`)))
  const letters = createLetters(perLetter, { reviving, cooling: true })
  const printed: Printed[] = []
  for (let week = 0; week < weeksOnEnd; week++) {
    const at = Math.min(begin + week * 7 * dayMs, to)
    const view = await look(corpus, user, instant(at))
    for (const pick of await letters.write(view))
      printed.push({ of: `${user} ${pick.person.address}`, text: paper(view, pick) })
  }
  return printed
}

/** From 0 up to 1. */
const drawn = (seed: string): number => hash53(seed) / 2 ** 53

/** The card as it is read, and below it the last that lies between the two, oldest first. */
function paper(view: View, { person, points, lead }: LetterPick): string {
  const telling = view.telling(person)
  const reach = { until: view.at, state: 'read', dated: true } as const
  const card = makeCard({ personId: person.address, telling, picked: points, reach, lead })
  const addresses = person.addresses.map(({ address }) => address).join(', ')
  const maybe = view.alike(person).map(({ name, address }) => `${name} <${address}>`)
  return [
    `${view.user}, ${view.at.toString().slice(0, 10)}`,
    ...said(card),
    `- ${addresses}${maybe.length ? `; may also be ${maybe.join(', ')}` : ''}`,
    ...telling.contacts.slice(-shown).map(line),
  ].join('\n')
}

const said = (card: Card): readonly string[] => [
  `**${card.name}** (${card.firstName}) ${card.since} ${card.lastInTouch} [${card.lead}]`,
  ...card.points.map(({ label, text }) => `${label}: ${text}`),
  `> ${card.opener.text}`,
]

/** So many of the contacts with somebody are printed. */
const shown = 8
const line = ({ kind, at, title, others }: Contact): string =>
  `- ${instant(at).toString().slice(0, 10)} ${kind}, ${others.length}: ${title ?? ''} (${others
    .slice(0, 3)
    .map(({ name, address }) => name ?? address)
    .join('; ')})`
