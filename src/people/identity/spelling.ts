/** One name written in two ways: umlauts, short forms, a slip of one letter. */

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
