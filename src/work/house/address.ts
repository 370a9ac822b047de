/** BASE_URL as others see it: who reaches it, and whether a sign-in service will lead back to it. */
import type { Config } from '../../config.ts'
import type { Tongue } from '../../place.ts'
import type { Step } from './step.ts'
import { houseWords } from './words.ts'

/** Where it is known to its own network only and there is a client of Google, which would refuse to lead back to it. */
export const isRefused = ({ GOOGLE_CLIENT_ID }: Config, isPrivate: boolean): boolean =>
  isPrivate && Boolean(GOOGLE_CLIENT_ID)

interface Asked {
  /** BASE_URL is known to its own network only. */
  readonly privateName?: boolean
  readonly tongue?: Tongue
}

export function addressStep(config: Config, { privateName: isPrivate = false, tongue = 'en' }: Asked): Step {
  const words = houseWords(tongue)
  const { BASE_URL: base, HOST, PORT, local } = config
  const step = { name: 'address', title: words.address } as const
  if (local && !['127.0.0.1', '::1', 'localhost'].includes(HOST))
    return {
      ...step,
      state: 'open',
      words: words.listensToOthers(base, HOST),
      next: words.setBase,
    }
  if (local) return { ...step, state: 'done', words: words.here(base) }
  if (isRefused(config, isPrivate))
    return {
      ...step,
      state: 'open',
      words: words.refused(base),
      next: words.tunnel(PORT),
    }
  if (isPrivate)
    return {
      ...step,
      state: 'done',
      words: words.privateAddress(base),
    }
  return { ...step, state: 'done', words: words.publicName(base) }
}
