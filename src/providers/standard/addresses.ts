/** Address headers of a message as they come over the wire: cut first, then read, so that no header takes long. */
import type { Address } from '../../facts.ts'
import { cleanText, cut, normalise, strip } from '../../text.ts'
import { mailboxesIn } from './mailboxes.ts'

/** Of a header that names one person. */
const longestFrom = 8 * 1024
/** Of one that names many: more than four hundred people as they are mostly written. */
const longestTo = 32 * 1024
/** All headers of a message at Gmail together. */
const longestAtAll = 500 * 1024
/** Gmail and Exchange send one message to no more people than 500: one more is read, so that whoever keeps them knows of more. */
const mostAddresses = 501
/** What is cut off a header still counts as people, up to far more than a personal message has. */
const crowd = 50

/** Every mailbox at the beginning of these headers, groups opened, each address once. What has no @ is no address. */
export function parseAddresses(values: readonly string[]): Address[] {
  return [...gather(everybody(split(values, longestTo))).values()]
}

/** The first mailbox of headers that name one person; null where there is none, or too much stands before it. */
export function parseSender(values: readonly string[]): Address | null {
  return (
    gather(everybody(split(values, longestFrom)))
      .values()
      .next().value ?? null
  )
}

/**
 * The same of headers that may name very many. Where one is too long to be read whole, the addresses in its rest are taken
 * without their names until there is a crowd: a message to many never turns into one to a few.
 */
export function parseRecipients(values: readonly string[]): Address[] {
  const parts = split(values, longestTo)
  const found = gather(everybody(parts))
  for (const address of bareAddresses(parts.rest)) {
    if (found.size >= crowd) break
    if (!found.has(address)) found.set(address, { address })
  }
  return [...found.values()]
}

/** What is read, whole mailboxes only, and the rest. */
function split(values: readonly string[], most: number): { readonly read: readonly string[]; readonly rest: string } {
  let left = most
  for (const [index, value] of values.entries()) {
    if (value.length <= left) {
      left -= value.length
      continue
    }
    const end = Math.max(0, value.lastIndexOf(',', left), value.lastIndexOf(';', left))
    const rest = [value.slice(end), ...values.slice(index + 1)].join(', ')
    return { read: [...values.slice(0, index), value.slice(0, end)], rest: cut(rest, longestAtAll) }
  }
  return { read: values, rest: '' }
}

function* everybody({ read, rest }: ReturnType<typeof split>): Generator<Address> {
  for (const [index, value] of read.entries()) {
    const isCut = rest !== '' && index === read.length - 1
    yield* value.length > longestKnown || isCut ? namedIn(value, isCut) : knownIn(value)
  }
}

/** The same few hundred people write and are written to all the time. */
const known = new Map<string, readonly Address[]>()
const longestKnown = 200
const mostKnown = 2000

function knownIn(value: string): readonly Address[] {
  const before = known.get(value)
  if (before) return before
  const people = [...namedIn(value, false)]
  if (known.size >= mostKnown) known.clear()
  known.set(value, people)
  return people
}

function* namedIn(value: string, isCut: boolean): Generator<Address> {
  for (const { address: written, name: given } of mailboxesIn(value, isCut)) {
    const address = clean(written)
    if (!isAddress(address)) continue
    const name = withoutAddress(cleanText(given, 80), address)
    const isName = name && normalise(strip(name, { start: quotes, end: quotes })) !== address
    yield isName ? { address, name } : { address }
  }
}

/** "Anna Berg <anna@x.example>" where the address is the same: programs put it into the name. Another one stays, and is seen. */
function withoutAddress(name: string, address: string): string {
  const [whole = '', inside = ''] = /[<([]([^<>()[\]]{3,254})[>)\]]$/.exec(name) ?? []
  return whole && normalise(inside) === address ? name.slice(0, -whole.length).trim() : name
}

/** Each address once, by the first name that it has. */
function gather(people: Iterable<Address>): Map<string, Address> {
  const found = new Map<string, Address>()
  for (const one of people) {
    const known = found.get(one.address)
    if (known ? !known.name && one.name : found.size < mostAddresses) found.set(one.address, one)
  }
  return found
}

/** Letters of full width are letters, and what stands around an address is none of it; `mailto:` may carry more behind it. */
function clean(written: string): string {
  if (written.length > longestWritten) return ''
  const narrow = written
    .replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[。｡]/g, '.')
  const scheme = /^[\s<['"({]*(?:mailto|smtp|e-?mail):/i.exec(narrow)?.[0] ?? ''
  const bare = scheme ? decoded(narrow.slice(scheme.length).split('?', 1)[0] ?? '') : narrow
  const ends = strip(bare, { start: before, end: bare.includes('@[') ? /[\s>'".,;:]/ : behind })
  const local = /^"([^\s"(),:;<>@[\\\]]+)"(?=@)/.exec(bare)
  return normalise(local ? ends.replace('"', '') : ends)
}

/** Percent signs of a `mailto:` (RFC 6068). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const longestWritten = 1000
const quotes = /[\s'"‘’“”<>]/
const before = /[\s<>'"‘’“”([{.,;:]/
const behind = /[\s<>'"‘’“”)\]}.,;:]/

/** Nothing that only a quoted local part could hold: whoever has such an address does not write it so. */
const isAddress = (text: string) =>
  text.length <= 254 && /^[^@\s"(),:;<>\\]+@[^@\s"(),;<>\\]+$/.test(text) && !/^imcea[a-z0-9]{2,10}-/.test(text)

/** Whatever looks like an address, by the @, each once: no character is looked at more than twice. */
function* bareAddresses(text: string): Generator<string> {
  const seen = new Set<string>()
  for (let at = text.indexOf('@'), end = 0; at >= 0; at = text.indexOf('@', end)) {
    let start = at
    while (start > end && at - start < 254 && isInside(text.charCodeAt(start - 1))) start--
    end = at + 1
    while (end < text.length && end - at < 254 && isInside(text.charCodeAt(end))) end++
    const written = text.slice(start, end)
    if (start === at || end === at + 1 || seen.has(written)) continue
    seen.add(written)
    const address = normalise(written)
    if (isAddress(address)) yield address
  }
}

const outside: ReadonlySet<number> = new Set([...'@,;:<>()[]"\\ \t\r\n'].map((sign) => sign.charCodeAt(0)))
/** Part of an address as it is mostly written. */
const isInside = (code: number) => !outside.has(code)
