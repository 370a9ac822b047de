/** Chooses the name a person is shown by, and sees where one address serves two people. */
import { cleanText } from '../../text.ts'
import { localPart } from './address.ts'
import { isByService, isCouple, looksHuman, nameTokens, plainName } from './name.ts'
import { readName } from './reader.ts'

type Names = ReadonlyMap<string, number>

/** The name most used among the fullest ones, cleaned, a last name alone with its title; else what a service wrote in their name, or the local part of the address. */
export function bestName(names: Names, address: string): string {
  const uses = new Map<string, number>()
  for (const [name, count] of names) {
    const plain = isByService(name) ? undefined : plainName(name)
    if (plain) uses.set(plain, (uses.get(plain) ?? 0) + count)
  }
  const [best] = [...uses].sort(
    ([a, usedA], [b, usedB]) => fullness(b) - fullness(a) || usedB - usedA || (a < b ? -1 : a > b ? 1 : 0),
  )
  if (best) return withTitle(best[0], names)
  const [written = ''] = [...names.keys()].filter(isByService).sort()
  return readName(written).whole || cleanText(localPart(address)) || address
}

/**
 * The name of the owner's contact where mail knows none, half of it, or what no human is called; else the name on the mail.
 * @param key the address by which they are shown without a name
 */
export function nameByContact(
  best: string,
  { contact, key }: { readonly contact: string; readonly key: string },
): string {
  if (looksHuman(best)) return best
  const own = nameTokens(contact)
  const isHalf = nameTokens(best).every((word) => own.includes(word))
  return isHalf || best === cleanText(localPart(key)) || !looksHuman(`${best} Name`) ? contact : best
}

/** "Herr Meier" for "Meier" where most write it so: alone, that would be read as a first name. */
function withTitle(plain: string, names: Names): string {
  if (plain.includes(' ')) return plain
  const [most] = [...names]
    .flatMap(([name, count]) => (plainName(name) === plain ? [{ whole: readName(name).whole, count }] : []))
    .toSorted((a, b) => b.count - a.count || (a.whole < b.whole ? -1 : 1))
  return most?.whole || plain
}

/** What two who share one address are shown as: "Anna and Tom Berg"; undefined where a name says it already or there are no two. */
export function bothNames(signed: Names): string | undefined {
  if ([...signed.keys()].some(isCouple)) return undefined
  const voices: { readonly plain: string; readonly tokens: readonly string[]; count: number }[] = []
  for (const [name, count] of [...signed].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const [plain, tokens] = [plainName(name), nameTokens(name)]
    if (!plain || count < 2) continue
    const known = voices.find((one) => !differentFirst(one.tokens, tokens))
    if (known) known.count += count
    else voices.push({ plain, tokens, count })
  }
  const [one, other] = voices
  if (!one || !other) return undefined
  const [words, others] = [one.plain.split(' '), other.plain.split(' ')]
  const family = one.tokens.length > 1 && one.tokens.at(-1) === other.tokens.at(-1) && words.length === 2
  return family
    ? `${words[0]} and ${other.plain}`
    : words.length === 1 || others.length > 1
      ? `${one.plain} and ${other.plain}`
      : undefined
}

/** One address under "Anna and Tom", or signed by two different first names, each more than once. */
export function isHousehold(names: Names, signed: Names): boolean {
  if ([...names.keys()].some(isCouple)) return true
  const total = [...signed.values()].reduce((a, b) => a + b, 0)
  const used = [...signed]
    .filter(
      ([name, count]) => count >= 2 && count * 5 >= total && plainName(name) && looksHuman(`${plainName(name)} Name`),
    )
    .map(([name]) => nameTokens(name))
  return used.some((one, i) => used.slice(0, i).some((two) => differentFirst(one, two)))
}

/** Two first names of which neither is a form, a part or the other half of the other. */
function differentFirst(one: readonly string[], two: readonly string[]): boolean {
  const [a, b] = [one[0], two[0]]
  if (!a || !b || one.includes(b) || two.includes(a) || a[0] === b[0]) return false
  const sameLast = one.length > 1 && two.length > 1 && one.at(-1) === two.at(-1)
  return sameLast || (one.length === 1 && two.length === 1)
}

/** A full human name before any other of several words, before a single word. */
const fullness = (name: string) => (looksHuman(name) ? 2 : name.includes(' ') ? 1 : 0)
