/** Says at which organisation somebody is, what it was called before, and how they are reached where the owner has left it. */

import type { Human, Look } from '../identity/human.ts'
import { firmOf } from '../identity/renamed.ts'
import type { Renamed, Told } from '../identity/types.ts'
import type { Tie } from '../types.ts'

/** Of each human: what of a tie depends on where they are. */
export function placer(seen: Told): (human: Human) => Pick<Tie, 'organisation' | 'domains' | 'privateAddress'> {
  const domains = domainsOf(seen.renamed)
  return (human) => {
    const organisation = organisationOf(human, seen.renamed)
    const had = organisation === undefined ? undefined : domains.get(organisation)
    const privateAddress = privateAddressOf(human, seen)
    return {
      ...(organisation === undefined ? {} : { organisation }),
      ...(had ? { domains: had } : {}),
      ...(privateAddress === undefined ? {} : { privateAddress }),
    }
  }
}

/** Of the address last seen. */
function organisationOf({ looks }: Human, renamed: Renamed): string | undefined {
  const newest = looks.reduce<Look | undefined>((a, b) => (a && a.lastAt > b.lastAt ? a : b), undefined)
  return newest && firmOf(newest.address, renamed)
}

/** By the newest domain: all that an organisation has had. */
function domainsOf(renamed: Renamed): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [from, to] of renamed) found.set(to, [...(found.get(to) ?? [to]), from].sort())
  return found
}

/** Of somebody at a place that the owner has left: the newest of their addresses elsewhere. */
function privateAddressOf({ looks }: Human, { formerOrganisations: former, renamed }: Told): string | undefined {
  if (!former.size) return undefined
  const isThere = ({ address }: Look) => former.has(firmOf(address, renamed) ?? '')
  if (!looks.some(isThere)) return undefined
  return looks.filter((one) => !isThere(one)).toSorted((a, b) => b.lastAt - a.lastAt)[0]?.address
}
