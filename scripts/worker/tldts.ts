/**
 * Stands in for tldts in the bundle for Workers: its own reading of hosts, on the part of its list that `getDomain` asks for.
 * Left out are rules of private owners, which it does not ask for unless told to, and top levels without anything below them,
 * which come out the same by the rule for hosts that the list does not know.
 */
import { getEmptyResult, type IPublicSuffix, type ISuffixLookupOptions, parseImpl } from 'tldts-core'

/** A label: what stands before it, and whether a suffix begins there. */
interface Label {
  readonly below: Map<string, Label>
  readonly ends: boolean
}

/** @param suffixes rules and exceptions, as tables.ts packs them; asked once, for the first host */
export function createGetDomain(suffixes: () => string): (host: string) => string | null {
  let unpacked: readonly Map<string, Label>[] | undefined
  /** @returns whether the suffix is the one of an exception, as tldts-core wants to know */
  const lookUp = (hostname: string, _: ISuffixLookupOptions, out: IPublicSuffix): boolean => {
    unpacked ??= suffixes().split(' ').map(unpack)
    const [rules, exceptions] = unpacked
    const labels = hostname.split('.')
    const excepted = reach(exceptions, labels)
    const taken = excepted ? excepted - 1 : Math.max(1, reach(rules, labels))
    out.publicSuffix = labels.slice(-taken).join('.')
    out.isIcann = false
    out.isPrivate = false
    return excepted > 0
  }
  // 3: no more than the domain is wanted (tldts-core, FLAG.DOMAIN).
  return (host) => parseImpl(host, 3, lookUp, {}, getEmptyResult()).domain
}

/** `a,b-(c,d)`: a suffix a, suffixes c.b and d.b, and none that is b alone. */
function unpack(text: string): Map<string, Label> {
  const root = new Map<string, Label>()
  const open = [root]
  let last: Label | undefined
  for (const [part] of text.matchAll(/[()]|[^(),]+/g)) {
    if (part === ')') open.pop()
    else if (part === '(') open.push(last?.below ?? root)
    else {
      const ends = !part.endsWith('-')
      last = { below: new Map(), ends }
      open.at(-1)?.set(ends ? part : part.slice(0, -1), last)
    }
  }
  return root
}

/** How many labels at the end of a host a rule takes in; 0 where none does. */
function reach(from: Map<string, Label> | undefined, labels: readonly string[]): number {
  let found = 0
  let below = from
  for (let depth = 1; depth <= labels.length && below; depth++) {
    const name = labels[labels.length - depth] ?? ''
    const label: Label | undefined = below.get(name) ?? (name ? below.get('*') : undefined)
    if (label?.ends) found = depth
    below = label?.below
  }
  return found
}
