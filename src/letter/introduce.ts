/** Finds two people who should meet: each wrote with the owner about the same rare thing, and nothing shows that they know each other. */
import { nameTokens } from '../people/identity/name.ts'
import { firmIn } from '../people/judge/why.ts'
import { wordsOf } from '../people/phrases.ts'
import { isSensitiveHost } from '../people/subjects/subject.ts'
import type { Person } from '../people/types.ts'
import { cleanText } from '../text.ts'
import { knownWords, quotable, topicsIn } from './topics.ts'
import type { Contact } from './types.ts'

/** A thread or a meeting by its newest title; `id` is the evidence, `at` epoch milliseconds. */
export interface Mention {
  readonly id: string
  readonly at: number
  readonly title: string
}

/** Somebody to whom the person could be introduced, and why. */
export interface Introduction {
  readonly other: Person
  /** One or two words, in lower case, that both titles hold. */
  readonly topic: string
  readonly mine: Mention
  readonly theirs: Mention
}

export interface Introducing {
  readonly person: Person
  /** Others of whom nothing forbids it but what is told here: the warmest, no more than some dozens. */
  readonly candidates: readonly Person[]
  /** Everything between the owner and all of them, ascending. */
  readonly contacts: readonly Contact[]
}

/**
 * Best first, one for each of the others; empty where either is not a two-way tie, is to be left alone, or is private. Never two
 * of one organisation, and never two who stand on one message or meeting. The topic is of two threads with one of them at
 * least, and of at most a few people; a single word is of these two alone, long, and comes back.
 */
export function introductions({ person, candidates, contacts }: Introducing): readonly Introduction[] {
  if (!mayBeIntroduced(person)) return []
  const others = candidates.filter((one) => one.address !== person.address && mayBeIntroduced(one))
  const everybody = [person, ...others]
  const byAddress = new Map(everybody.flatMap((one) => one.addresses.map(({ address }) => [address, one] as const)))
  const together = new Set<Person>()
  const topics = new Map<string, Map<Person, Mention[]>>()
  const known = knownWords(everybody, contacts)
  const ofWhom = (contact: Contact) =>
    new Set(contact.others.map(({ address }) => byAddress.get(address)).filter((one) => one !== undefined))
  const titleOf = (contact: Contact, on: ReadonlySet<Person>) => {
    const [who] = on
    const isWith = who && on.size === 1 && contact.with.some((address) => byAddress.get(address) === who)
    return isWith ? quotable(contact) : undefined
  }
  const theirs = contacts.filter(({ others }) => others.some(({ address }) => byAddress.get(address) === person))
  const words = wordsOfTopics(
    theirs.flatMap((contact) => titleOf(contact, ofWhom(contact)) ?? []),
    known,
  )
  for (const contact of contacts) {
    const on = ofWhom(contact)
    if (on.has(person)) for (const one of on) together.add(one)
    // What shares no word with a topic of the person's is of no topic of the two, and most of all titles.
    const title = hasAny(contact.title, words) ? titleOf(contact, on) : undefined
    const [who] = on
    if (title === undefined || !who) continue
    for (const topic of topicsIn(title, known)) note(topics, topic, { who, contact, title })
  }
  const mine = organisationsOf(person)
  const found = [...topics].flatMap(([topic, people]) => {
    const words = topic.split(' ').length
    const own = people.get(person)
    if (!own || people.size > (words > 1 ? fewPeople : 2)) return []
    return others.flatMap((other): readonly (Introduction & { readonly weight: number })[] => {
      const theirs = people.get(other)
      if (!theirs || together.has(other) || own.length + theirs.length < (words > 1 ? 3 : oftenWord)) return []
      if ([...organisationsOf(other)].some((place) => mine.has(place))) return []
      const [newest, newer] = [own.at(-1), theirs.at(-1)]
      const weight = words * 100 + own.length + theirs.length
      return newest && newer ? [{ other, topic, mine: newest, theirs: newer, weight }] : []
    })
  })
  const best = new Map<Person, Introduction>()
  for (const { weight: _, ...one } of found.sort((a, b) => b.weight - a.weight || b.theirs.at - a.theirs.at))
    if (!best.has(one.other)) best.set(one.other, one)
  return [...best.values()]
}

/** The first word of each topic in these titles. */
const wordsOfTopics = (titles: readonly string[], known: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(titles.flatMap((title) => [...topicsIn(title, known)].map((topic) => topic.split(' ')[0] ?? '')))

/**
 * What a title has to hold to be of one topic with any of these, which are all of the person's: parts of words in letters of
 * ASCII, in lower case. None where nothing can be; undefined where too little is known of the words to say so.
 */
export function partsOfTopics(person: Person, titles: Iterable<string>): readonly string[] | undefined {
  const plain = new Set([...titles].map((title) => cleanText(title, 200)))
  const words = [...wordsOfTopics([...plain], knownWords([person], []))]
  const parts = words.map((word) => (word.match(/[a-z]+/g) ?? []).toSorted((a, b) => b.length - a.length)[0] ?? '')
  return parts.every((part) => part.length > 2) ? parts : undefined
}

const hasAny = (title: string | undefined, words: ReadonlySet<string>) =>
  title !== undefined && words.size > 0 && wordsOf(cleanText(title, 200)).some((word) => words.has(word))

/** A phrase of more people's mail than this is a common one. */
const fewPeople = 4
/** A single word has to come back so often. */
const oftenWord = 4

/** A tie of both directions, to be left alone by nobody's wish, and nothing private about it. */
export function mayBeIntroduced({ kind, state, name, exclusions, relationship: tie, addresses }: Person): boolean {
  return (
    kind === 'person' &&
    (state === 'active' || state === 'elsewhere') &&
    exclusions.length === 0 &&
    tie.out > 0 &&
    tie.in > 0 &&
    nameTokens(name).length > 1 &&
    !isSensitiveHost(name) &&
    !addresses.some(({ address }) => isSensitiveHost(address))
  )
}

interface Said {
  readonly who: Person
  readonly contact: Contact
  readonly title: string
}

/** One mention for each thread, or for each title of a meeting, the newest last. */
function note(topics: Map<string, Map<Person, Mention[]>>, topic: string, { who, contact, title }: Said): void {
  const people = topics.get(topic) ?? new Map<Person, Mention[]>()
  topics.set(topic, people)
  const mention = { id: contact.id, at: contact.at, title }
  const before = (people.get(who) ?? []).filter((one) => one.title.toLowerCase() !== title.toLowerCase())
  people.set(who, [...before, mention])
}

const organisationsOf = (person: Person): ReadonlySet<string> =>
  new Set(person.addresses.map(({ address }) => firmIn(person, address)).filter((place) => place !== undefined))
