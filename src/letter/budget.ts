/** Calm has a budget: which blocks of a letter there is room for, and what waits or stays on a page. */
import type { Card, Letter, Notice } from './types.ts'
import { thanksOf } from './words/words.ts'

/** What a letter holds at most. A card has seven actions by its making. */
export const budget = { words: 350, blocks: 5, questions: 1 } as const

/** The blocks of a letter, in the order of their worth, which is that in which they stand. */
export type Block = 'guest' | 'connection' | 'promises' | 'cards' | 'other'

/** The blocks that a letter has. Birthdays stand under the cards and belong to them. */
export function blocksOf(letter: Letter): readonly Block[] {
  const { notices, promises = [], birthdays = [], cards, met, gathering } = letter
  const has: Readonly<Record<Block, boolean>> = {
    guest: notices.some(isGuest),
    connection: notices.some(isConnection),
    promises: promises.length > 0,
    cards: cards.length + birthdays.length > 0,
    other: notices.some(isOther) || met.length > 0 || gathering !== undefined,
  }
  return order.filter((block) => has[block])
}

const order = ['guest', 'connection', 'promises', 'cards', 'other'] as const satisfies readonly Block[]

/**
 * The letter as it goes: one other block, one question, and of a long letter less that is less worth. Never a card less, never a
 * guest or an account less; two points of a card stay until nothing else can go.
 */
export function withinBudget(letter: Letter): Letter {
  let calm = withOneQuestion(withOneOther(letter))
  for (const shorten of shorter) {
    if (wordsIn(calm) <= budget.words) break
    calm = shorten(calm)
  }
  return calm
}

/** Words that a reader meets, but for the labels of links, the foot, and the captions that say what the two years’ strips show. */
export function wordsIn(letter: Letter): number {
  const { headline, intro, well = '', notices, cards, met, promises = [], birthdays = [], gathering } = letter
  const texts = [
    ...headline,
    ...[intro, well, gathering?.text ?? ''],
    ...notices.map(({ text }) => text),
    ...promises.map(({ text, wrote = '', asks = '' }) => `${text} ${wrote} ${asks}`),
    ...cards.flatMap(cardTexts),
    ...birthdays.map(({ text }) => text),
    ...met.map((one) => `${one.text} ${thanksOf(one)}`),
  ]
  return texts.join(' ').split(/\s+/).filter(Boolean).length
}

const cardTexts = ({ name, since, lastInTouch, points, opener }: Card) => [
  ...[name, since, lastInTouch, opener.text],
  ...points.map(({ label, text }) => `${label} ${text}`),
]

const isGuest = ({ coffeeId }: Notice) => coffeeId !== undefined
const isConnection = ({ about }: Notice) => about === 'connection'
/** What has to be asked of a first letter, or of one that pauses, belongs to that letter. */
const isOther = (notice: Notice) => !isGuest(notice) && !isConnection(notice) && notice.about !== 'letter'

/** Thanks while they are fresh, then somebody new, then what else there is to say: that waits, or stands on a page. */
function withOneOther(letter: Letter): Letter {
  const { gathering, ...rest } = letter
  const quiet = { ...rest, notices: letter.notices.filter((notice) => !isOther(notice)) }
  if (letter.met.length) return quiet
  if (gathering) return { ...quiet, gathering }
  return { ...rest, notices: letter.notices }
}

/** The first question stays; of a promise the fact stays and is not asked about. */
function withOneQuestion(letter: Letter): Letter {
  let left: number = budget.questions - letter.notices.filter(({ text }) => text.includes('?')).length
  const promises = letter.promises?.map((one) => {
    if (one.asks === undefined) return one
    const { asks, ...silent } = one
    return left-- > 0 ? { ...silent, asks } : silent
  })
  return promises ? { ...letter, promises } : letter
}

/** What goes first where there are too many words. */
const shorter: readonly ((letter: Letter) => Letter)[] = [
  ({ well: _, wellAbout: __, ...letter }) => letter,
  ({ gathering: _, ...letter }) => letter,
  (letter) => ({ ...letter, notices: letter.notices.filter((notice) => !isOther(notice)) }),
  ...fewerPoints(2),
  ({ promises, ...letter }) => ({ ...letter, ...(promises ? { promises: promises.slice(0, mostPromises) } : {}) }),
  ...fewerPoints(1),
]

/** The others have their second chance, or a page. */
const mostPromises = 3

/** From the last card to the first. */
function fewerPoints(most: number): readonly ((letter: Letter) => Letter)[] {
  return [2, 1, 0].map((place) => (letter) => ({
    ...letter,
    cards: letter.cards.map((card, index) =>
      index % 3 === place ? { ...card, points: card.points.slice(0, most) } : card,
    ),
  }))
}
