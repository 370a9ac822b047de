/** The parts of an address, and what they say about whom it belongs to. */
import { getDomain } from 'tldts'
import { normalise } from '../../text.ts'
import { freeMail } from '../words.ts'

/**
 * The mailbox behind an address: plus-tag removed; at Gmail also the dots, which do not matter there, and at code hosts the
 * number before the account (`123+anna@users.noreply.github.com`). For telling the owner's addresses and for merging,
 * never for writing to.
 */
export function mailbox(address: string): string {
  const [local, host] = split(normalise(address))
  if (codeHosts.has(host)) return `${local.replace(/^\d+[+-](?=.)/, '')}@${host}`
  const tag = local.indexOf('+', 1)
  const untagged = tag < 0 ? local : local.slice(0, tag)
  const google = host === 'gmail.com' || host === 'googlemail.com'
  return google ? `${untagged.replaceAll('.', '') || untagged}@gmail.com` : host ? `${untagged}@${host}` : untagged
}

/** Hosts of addresses that no mail reaches, written to commits: their local parts are accounts, one human's each. */
export const codeHosts: ReadonlySet<string> = new Set(['users.noreply.github.com', 'users.noreply.gitlab.com'])

/** The registrable domain of an address, such as `acme.co.uk`; undefined at free-mail providers, code hosts and where there is none. */
export function organisation(address: string): string | undefined {
  const host = hostOf(address)
  if (!host || freeMail.has(host) || codeHosts.has(host)) return undefined
  const domain = registrable(host)
  return domain && !freeMail.has(domain) ? domain : undefined
}

export const localPart = (address: string): string => split(address)[0]
export const hostOf = (address: string): string => split(address)[1]

function split(address: string): readonly [local: string, host: string] {
  const at = address.lastIndexOf('@')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

/** Parsing the public suffix list costs microseconds, and a mailbox asks for the same few thousand hosts again and again. */
const known = new Map<string, string | null>()
function registrable(host: string): string | null {
  let domain = known.get(host)
  if (domain === undefined) {
    if (known.size > 20_000) known.clear()
    domain = getDomain(host)
    known.set(host, domain)
  }
  return domain
}
