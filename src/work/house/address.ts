/** BASE_URL as others see it: who reaches it, and whether a sign-in service will lead back to it. */
import type { Config } from '../../config.ts'
import type { Step } from './step.ts'

/** Where it is known to its own network only and there is a client of Google, which would refuse to lead back to it. */
export const isRefused = ({ GOOGLE_CLIENT_ID }: Config, isPrivate: boolean): boolean =>
  isPrivate && Boolean(GOOGLE_CLIENT_ID)

/** @param isPrivate BASE_URL is known to its own network only */
export function addressStep(config: Config, isPrivate: boolean): Step {
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
  if (isRefused(config, isPrivate))
    return {
      ...step,
      state: 'open',
      words: `${base} is a private address: Google leads back only to localhost and to public names with https.`,
      next: `Reach it by \`ssh -L ${PORT}:localhost:${PORT} SERVER\` with BASE_URL left out, or give the server a public name by a reverse proxy or a tunnel; docs/google.md, "The address".`,
    }
  if (isPrivate)
    return {
      ...step,
      state: 'done',
      words: `${base} is a private address: only browsers on its own network reach it, and Google would not lead back to it.`,
    }
  return { ...step, state: 'done', words: `${base}, a public name with https.` }
}
