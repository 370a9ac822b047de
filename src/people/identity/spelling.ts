/** One name written in two ways: umlauts, short forms, a slip of one letter; and what tells two of one name apart. */
import { remembering } from '../remembering.ts'
import { firstAndLast, fullName, isInitial, nameWords } from './name.ts'
import { familiesFirst, particles } from './name-words.ts'

/** Umlauts written out and not are one: "mueller" and "müller", "soerensen" and "sørensen"; so are "aa" and "å". */
export const simple = (name: string): string =>
  foldable.test(name)
    ? name
        .replace(/[æœđı]/g, (letter) => folded[letter] ?? letter)
        .replace(/([aou])e/g, '$1')
        .replaceAll('aa', 'a')
    : name
const folded: Readonly<Record<string, string>> = { æ: 'ae', œ: 'oe', đ: 'd', ı: 'i' }
/** Most names hold nothing to fold, and each is asked for many times. */
const foldable = /[æœđı]|[aou]e|aa/

/** Whether two full names do not contradict: the words of one are among the other's, or they differ by a short form or a slip. */
export function agree(a: string, b: string): boolean {
  return contains(simple(a), simple(b)) || contains(simple(b), simple(a)) || isShortForm(a, b) || nearly(a, b)
}

/** The same first word, and the whole but one letter the same; at ten letters or more, as "jan berg" and "jan bery" are two. */
export function nearly(a: string, b: string): boolean {
  if (simple(a) === simple(b)) return true
  return Math.min(a.length, b.length) >= 10 && a.split(' ')[0] === b.split(' ')[0] && oneSlip(a, b)
}

/** The last word the same, and the first a short form of the other's: "dan berg", "daniel berg"; "bob roth", "robert roth". */
export function isShortForm(a: string, b: string): boolean {
  const [one, two] = [a.split(' '), b.split(' ')]
  const [first, other] = [one[0] ?? '', two[0] ?? '']
  if (one.at(-1) !== two.at(-1) || first === other) return false
  const [short, long] = first.length < other.length ? [first, other] : [other, first]
  return (short.length >= 3 && long.startsWith(short)) || longFormsOf(short).includes(long)
}

/** Two words in the other order: "berg anna" and "anna berg". */
export function isTurned(a: string, b: string): boolean {
  const words = simple(a).split(' ')
  return words.length === 2 && words[0] !== words[1] && words.reverse().join(' ') === simple(b)
}

function contains(name: string, part: string): boolean {
  const words = name.split(' ')
  return part.split(' ').every((word) => words.includes(word))
}

/** One letter more, less, other, or two neighbours changed. */
export function oneSlip(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}

/** What tells two apart who have one first and last name: "Jean-Pierre Dupont" and "Jean-Paul Dupont", "John A. Smith" and "John B. Smith". */
export interface Middle {
  /** First and last name, in a form to compare. */
  readonly ends: string
  /** The names and initials between them. */
  readonly between: readonly string[]
  /** "jr", "iii"; empty for most. */
  readonly generation: string
}

/** Of a name as written; undefined where it is no full name, and where it has nothing but a first and a last one. */
export const middleOf = remembering(read)

function read(name: string): Middle | undefined {
  const full = fullName(name)
  const words = full === undefined ? [] : nameWords(name.replace(nickname, ' '))
  const [from, to] = [words.findIndex(isName), words.findLastIndex(isName)]
  if (full === undefined || to <= from) return undefined
  const custom = familiesFirst.has(words[from] ?? '')
  const between = words
    .slice(from + 1, Math.min(to, from + 1 + mostBetween))
    .filter((word) => custom || isInitial(word) || !particles.has(word))
  const generation = generationIn(name)
  if (!between.length && !generation) return undefined
  return { ends: simple(firstAndLast(full)), between: between.map(simple), generation }
}

const isName = (word: string) => !isInitial(word)
/** Nobody has more. */
const mostBetween = 8
/** A word in quotes: Robert "Bob" Roth is Robert J. Roth all the same. */
const nickname = /(?<=^|\s)["'“”„«‘’][^\s"]{1,40}["'”“»’](?=\s|$)/gu

/** Behind a name: in front of one "Sr." is a courtesy. */
function generationIn(name: string): string {
  const [, found = ''] = /[\s,](jr|sr|ii|iii|iv)\.?(?=$|[\s,(])/i.exec(name.slice(0, 200)) ?? []
  return found.toLowerCase()
}

/** Of an address that spells it: "john.a.smith". */
export function middleSpelled(local: string): Middle | undefined {
  const [, first, initial, last] = /^([a-z]{2,30})[._]([a-z])[._]([a-z]{2,30})$/.exec(local) ?? []
  return initial ? { ends: simple(`${first} ${last}`), between: [initial], generation: '' } : undefined
}

/** Two humans: what stands between the same first and last name contradicts. Where one of them leaves it out, nothing does. */
export const areTwo = (one: Middle, other: Middle): boolean => one.ends === other.ends && isOther(one, other)

function isOther(one: Middle, other: Middle): boolean {
  if (one.generation && other.generation && one.generation !== other.generation) return true
  const [fewer, more] =
    one.between.length < other.between.length ? [one.between, other.between] : [other.between, one.between]
  return !fewer.every((word) => more.some((two) => isAlike(word, two)))
}

/** The same, an initial or the beginning of it, or a slip. */
const isAlike = (a: string, b: string) =>
  a.startsWith(b) || b.startsWith(a) || (Math.min(a.length, b.length) >= 4 && oneSlip(a, b))

/** What every object has, such as its constructor, is nobody's name here. */
const longFormsOf = (short: string): readonly string[] =>
  Object.hasOwn(shortForms, short) ? (shortForms[short]?.split(' ') ?? []) : []

/** Short forms that are not the beginning of the name. */
const shortForms: Readonly<Record<string, string>> = {
  andy: 'andrew andreas',
  beth: 'elizabeth',
  betty: 'elizabeth',
  bill: 'william',
  bob: 'robert',
  cathy: 'catherine',
  charlie: 'charles charlotte',
  dick: 'richard',
  hannes: 'johannes',
  hans: 'johannes',
  harry: 'harold henry',
  jack: 'john',
  jan: 'johannes',
  jim: 'james',
  joe: 'joseph',
  jochen: 'joachim',
  kees: 'cornelis',
  larry: 'lawrence laurence',
  lisa: 'elisabeth elizabeth',
  liz: 'elizabeth',
  maggie: 'margaret',
  manu: 'emmanuel emanuel manuel',
  mike: 'michael',
  nacho: 'ignacio',
  paco: 'francisco',
  peggy: 'margaret',
  pepe: 'jose',
  piet: 'pieter petrus',
  rick: 'richard',
  rob: 'robert',
  sepp: 'josef',
  steve: 'stephen steven',
  sue: 'susan',
  ted: 'edward theodore',
  tom: 'thomas',
  tommy: 'thomas',
  tony: 'anthony antonio',
  toni: 'anton antonia',
  uli: 'ulrich ulrike',
  wim: 'willem',
}
