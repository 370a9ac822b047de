/** Whether a host is known to its own network only; a Worker has no such address, and not the list that this asks. */
import { parse } from 'tldts'

/** True for numbers and for names outside the public tree, which Google refuses in redirect addresses. */
export function isPrivate(hostname: string): boolean {
  const { isIp, isIcann, isPrivate: isListed, domain } = parse(hostname, { allowPrivateDomains: true })
  // home.arpa stands in the public list and is for networks at home (RFC 8375).
  return Boolean(isIp) || !domain || !(isIcann || isListed) || hostname.endsWith('.home.arpa')
}
