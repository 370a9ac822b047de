/** Which addresses one message shows apart, so that they are not obviously one human. */
import type { StoredFact } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { localPart, mailbox } from '../identity/address.ts'
import { fullName, nameInLocalPart } from '../identity/name.ts'

/** Remembers two addresses that one message shows under one name or one local part: then they are not obviously one human. */
export function tellApart(fact: StoredFact, apart: Set<string>, fulls: Map<string, string | undefined>): void {
  const people = fact.kind === 'mail' ? [...(fact.from ? [fact.from] : []), ...fact.to, ...fact.cc] : fact.people
  if (people.length < 2 || people.length > 30) return
  const seen = new Map<string, string>()
  for (const one of people) {
    const address = normalise(one.address)
    for (const key of keysOf(address, one.name, fulls)) {
      const other = seen.get(key)
      if (other === undefined) seen.set(key, address)
      else if (other !== address) apart.add(pair(other, address))
    }
  }
}

/** `fulls` remembers names already read: the same few thousand come again and again. */
function keysOf(address: string, name: string | undefined, fulls: Map<string, string | undefined>): readonly string[] {
  const written = name ?? ''
  if (!fulls.has(written)) {
    if (fulls.size > 20_000) fulls.clear()
    fulls.set(written, fullName(written))
  }
  const full = fulls.get(written) ?? nameInLocalPart(address)
  const local = `${localPart(mailbox(address))}@`
  return full ? [full, local] : [local]
}

export const pair = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)
