/**
 * Cards of address books (vCard 2.1, 3.0 and 4.0) as contacts: names, addresses, birthday. Line by line, so that a note or a
 * picture is gone with its line.
 */

import { readLines } from '../calendar/lines.ts'
import { type Property, readProperty } from '../calendar/property.ts'
import { contactOf } from './card.ts'
import type { Contact } from './contact.ts'

/** A card, or why one is not kept, in words that stand for themselves: "a card without an address". */
export type ReadCard = Contact | string

export const cardFaults = {
  useless: 'a contact without an address',
  large: 'a card that is too large',
  cut: 'a card that is cut off',
} as const

/** Every card of a file, as it streams past. Throws only what `chunks` throws. */
export async function* readCards(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadCard> {
  const reader = cardReader()
  for await (const { text } of readLines(chunks)) yield* reader.line(text)
  yield* reader.end()
}

/** The first card of a text, under the name by which its server knows it. */
export function readCard(text: string, id: string): ReadCard {
  const reader = cardReader()
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const [card] = reader.line(line)
    if (card !== undefined) return typeof card === 'string' ? card : { ...card, id }
  }
  return cardFaults.cut
}

interface Open {
  readonly properties: Property[]
  size: number
  /** An assistant's card inside it, of which nothing is read. */
  inner: boolean
}

/** Some hundred addresses fit into it. */
const mostLength = 64 * 1024

/** Reads one whole line after the other; each ends one card at most. */
function cardReader() {
  let open: Open | null = null
  let before = ''
  /** A value in quoted-printable goes on with the next line; whether anybody wants it. */
  let going: { readonly head: string; readonly pieces: string[] } | null = null
  const close = (isWhole: boolean): ReadCard[] => {
    const card = open
    open = null
    if (!card) return []
    if (!isWhole) return [cardFaults.cut]
    return [card.size > mostLength ? cardFaults.large : (contactOf(card.properties) ?? cardFaults.useless)]
  }
  const take = (card: Open, text: string) => {
    card.size += text.length
    const property = card.size > mostLength || card.inner ? null : readProperty(withoutGroup(text))
    if (property) card.properties.push(isQuoted(text) ? encoded(property) : property)
  }
  const goOn = (card: Open, { head, pieces }: NonNullable<typeof going>, text: string) => {
    if (head && pieces.length < mostPieces) pieces.push(text.replace(/=$/, ''))
    if (text.endsWith('=')) return
    if (head) take(card, head + pieces.join(''))
    going = null
  }
  const look = (card: Open, text: string) => {
    before = /^[\w.-]{1,100}/.exec(text)?.[0].replace(/^.*\./, '').toUpperCase() ?? ''
    const isWanted = wanted.has(before)
    if (text.endsWith('=') && isQuoted(text)) going = { head: isWanted ? text.slice(0, -1) : '', pieces: [] }
    else if (isWanted) take(card, text)
  }
  const begin = (): ReadCard[] => {
    going = null
    if (open && !open.inner && before === 'AGENT') {
      open.inner = true
      return []
    }
    const cut = close(false)
    open = { properties: [], size: 0, inner: false }
    return cut
  }
  const end = (): ReadCard[] => {
    going = null
    if (!open?.inner) return close(true)
    open.inner = false
    return []
  }
  return {
    line(text: string): ReadCard[] {
      const mark = /^(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$/i.exec(text)?.[1]?.toUpperCase()
      if (mark) return mark === 'BEGIN' ? begin() : end()
      if (!open) return []
      if (going) goOn(open, going, text)
      else look(open, text)
      return []
    },
    end: () => close(false),
  }
}

const mostPieces = 1000

/** Nothing else is looked at: no note, no picture, no number, no street. */
const wanted: ReadonlySet<string> = new Set([
  ...['FN', 'N', 'ORG', 'EMAIL', 'BDAY', 'KIND', 'UID'],
  ...['X-ADDRESSBOOKSERVER-KIND', 'X-ABSHOWAS'],
])

const quoted = /[;=]QUOTED-PRINTABLE(?![\w-])/i
/** By what stands before the value. */
const isQuoted = (line: string) => quoted.test(line.slice(0, Math.max(0, line.indexOf(':'))))

/** "item1.EMAIL": Apple groups a property with its label. */
const withoutGroup = (line: string) => line.replace(/^[\w-]{1,100}\./, '')

/** "N;QUOTED-PRINTABLE:…": old phones leave out that this is the encoding. */
const encoded = (property: Property): Property => ({
  ...property,
  parameters: new Map([...property.parameters, ['ENCODING', 'QUOTED-PRINTABLE']]),
})
