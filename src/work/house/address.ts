/** BASE_URL as others see it: who reaches it, and whether a sign-in service will lead back to it. */
import { parse } from 'tldts'
import type { Config } from '../../config.ts'
import type { Step } from './step.ts'

/** Whether Google would refuse to lead back to it, and there is a client of Google. */
export const isRefused = ({ BASE_URL, GOOGLE_CLIENT_ID, local }: Config): boolean =>
  !local && Boolean(GOOGLE_CLIENT_ID) && isPrivate(new URL(BASE_URL).hostname)

export function addressStep(config: Config): Step {
  const { BASE_URL: base, HOST, PORT, local } = config
  const step = { name: 'address', title: 'Address' } as const
  if (local && !['127.0.0.1', '::1', 'localhost'].includes(HOST))
    return {
      ...step,
      state: 'open',
      words: `BASE_URL is this machine, ${base}, but HOST ${HOST} listens to others too; links in letters work here only.`,
      next: 'Set BASE_URL to the name by which others reach it, with https; docs/install.md has worked files.',
    }
  if (local) return { ...step, state: 'done', words: `${base}, for browsers on this machine.` }
  if (isRefused(config))
    return {
      ...step,
      state: 'open',
      words: `${base} is a private address: Google leads back only to localhost and to public names with https.`,
      next: `Reach it by \`ssh -L ${PORT}:localhost:${PORT} SERVER\` with BASE_URL left out, or give the server a public name by a reverse proxy or a tunnel; docs/google.md, "The address".`,
    }
  if (isPrivate(new URL(base).hostname))
    return {
      ...step,
      state: 'done',
      words: `${base} is a private address: only browsers on its own network reach it, and Google would not lead back to it.`,
    }
  return { ...step, state: 'done', words: `${base}, a public name with https.` }
}

/** True for numbers and for names outside the public tree, which Google refuses in redirect addresses. */
export function isPrivate(hostname: string): boolean {
  const { isIp, isIcann, isPrivate: isListed, domain } = parse(hostname, { allowPrivateDomains: true })
  // home.arpa stands in the public list and is for networks at home (RFC 8375).
  return Boolean(isIp) || !domain || !(isIcann || isListed) || hostname.endsWith('.home.arpa')
}
