/** Writes the letters that the product would have written, one after the other, and remembers whom they named. */
import { choose } from '../../src/letter/choose/choose.ts'
import { outcomeOf } from '../../src/letter/choose/outcomes.ts'
import { points, type Said } from '../../src/letter/say/points.ts'
import type { Appearance, Candidate, CardLead, ItemOutcome } from '../../src/letter/types.ts'
import { dayMs } from '../../src/people/days.ts'
import { isTie } from '../../src/people/judge/gate.ts'
import type { Person } from '../../src/people/types.ts'
import { historyYears, place, type View } from './view.ts'

/** How people are chosen: by warmth alone, or as the product does; the same people week after week, or with rests between. */
export interface Manner {
  /** The product's own choice, with this worth of reviving the long silent; absent: the warmest. */
  readonly reviving?: number
  readonly cooling: boolean
}

export interface LetterPick {
  readonly person: Person
  readonly silentDays: number
  /** What is said of them; empty where the manner asks for no points. */
  readonly points: readonly Said[]
  readonly lead: CardLead
}

export interface Letters {
  /** The letter of this moment; moments ascend. */
  write(view: View): Promise<readonly LetterPick[]>
}

interface Mention {
  readonly address: string
  readonly appearance: Appearance
}

/** One owner's letters. What came of a mention is what the record holds of it by the time of a later letter. */
export function createLetters(count: number, manner: Manner): Letters {
  let mentions: readonly Mention[] = []
  return {
    async write(view) {
      mentions = mentions.map((one) => ({ ...one, appearance: followed(one, view) }))
      const appearances = (person: Person) =>
        manner.cooling ? mentions.filter(isOf(person, view)).map(({ appearance }) => appearance) : []
      const picks = await (manner.reviving === undefined ? byWarmth : byWorth)({
        view,
        count,
        appearances,
        reviving: manner.reviving,
      })
      mentions = [
        ...mentions,
        ...picks.map(({ person }) => ({ address: person.address, appearance: { at: view.at, outcome: null } })),
      ]
      return picks
    },
  }
}

const isOf =
  (person: Person, { alike }: View) =>
  ({ address }: Mention) =>
    [person, ...alike(person)].some(({ addresses }) => addresses.some((one) => one.address === address))

function followed({ address, appearance }: Mention, view: View): Appearance {
  const person = view.personOf(address)
  const days = (view.at.epochMilliseconds - appearance.at.epochMilliseconds) / dayMs
  if (!person || days > followedDays) return appearance
  const outcome: ItemOutcome | null = outcomeOf(appearance.outcome, {
    since: appearance.at,
    contacts: view.contacts(person),
    theirs: new Set(person.addresses.map((one) => one.address)),
    planned: false,
  })
  return { ...appearance, outcome }
}

interface Choice {
  readonly view: View
  readonly count: number
  readonly reviving: number | undefined
  appearances(person: Person): readonly Appearance[]
}

/** The product's own choice. */
async function byWorth({ view, count, appearances, reviving }: Choice): Promise<readonly LetterPick[]> {
  const { at, readBackTo } = view
  const candidates = view.people
    .filter((person) => person.state === 'active' && isTie(person))
    .map((person): Candidate => ({ id: person.address, person, appearances: appearances(person) }))
  const picks = await choose({
    candidates,
    alike: view.alike,
    count,
    now: at,
    ...place,
    ...(readBackTo ? { historyReadBackTo: readBackTo } : {}),
    historyYears,
    ...(reviving === undefined ? {} : { reviving }),
    passedOver: new Set(),
    pinned: new Set(),
    points: async ({ person }) => points(view.telling(person)),
  })
  // Judged is whom a letter names, the warmest first; on paper whoever has most to be said comes first.
  const warmest = picks.toSorted((a, b) => b.standing.warm - a.standing.warm)
  return warmest.map(({ candidate, standing, points, lead }) => ({
    person: candidate.person,
    silentDays: standing.silentDays ?? 0,
    points,
    lead,
  }))
}

/** The first of those who are due. Here a rest is the plainest there is: the same six weeks. */
async function byWarmth({ view, count, appearances }: Choice): Promise<readonly LetterPick[]> {
  const rests = (person: Person) =>
    appearances(person).some((one) => view.at.epochMilliseconds - one.at.epochMilliseconds < restMs)
  return view.people
    .map((person) => ({ person, standing: view.standing(person) }))
    .filter(({ person, standing }) => standing.due && !rests(person))
    .toSorted((a, b) => b.standing.warm - a.standing.warm || (a.person.address < b.person.address ? -1 : 1))
    .slice(0, count)
    .map(({ person, standing }) => ({ person, silentDays: standing.silentDays ?? 0, points: [], lead: 'coffee' }))
}

const restMs = 42 * dayMs
/** As long as the product waits for something to come of a mention. */
const followedDays = 120
