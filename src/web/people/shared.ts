/** What another app handed over: some words, and the address among them. Pure. */
import type { Address } from '../../facts.ts'
import { parseAddresses } from '../../providers/standard/addresses.ts'
import { cleanText, cut, normalise, strip } from '../../text.ts'

export interface Shared {
  /** All of it on one line, as a note would keep it. */
  readonly line: string
  /** The first address in it, with the name that stands before it. */
  readonly address: Address | undefined
}

const longest = 1000
/** What stands around an address in running text. */
const around = /[\s<>()[\]"',;]+/
const isAddress = /^[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+$/

/** @param parts as a phone sends them: title, text and address of a page; apps put them where they like, some of them twice */
export function readShared(parts: readonly (string | undefined)[]): Shared {
  const given = [...new Set(parts.map((part) => cut((part ?? '').trim(), longest)).filter(Boolean))]
  const line = cleanText(
    given.filter((part) => !given.some((other) => other !== part && other.includes(part))).join(' '),
    longest,
  )
  return { line, address: addressIn(line) }
}

function addressIn(line: string): Address | undefined {
  for (const word of line.split(around)) {
    if (!word.includes('@') || word.length > 400) continue
    const [bare = ''] = word.replace(/^mailto:/i, '').split('?', 1)
    const address = normalise(strip(bare, { end: /[.:!]/ }))
    if (!isAddress.test(address)) continue
    const name = parseAddresses([line]).find((one) => one.address === address)?.name
    return name ? { address, name: cleanText(name, 80) } : { address }
  }
  return undefined
}
