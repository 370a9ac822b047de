/** The doctor's look at BASE_URL: who can reach it, and whether a sign-in service will lead back to it. */
import type { Config } from '../../config.ts'
import { addressStep, isRefused } from '../../work/house/address.ts'
import { isPrivate } from '../private-name.ts'
import { type Finding, fault, look, ok } from './finding.ts'

export function checkAddress(config: Config): Finding[] {
  const { PORT, local } = config
  const privately = !local && isPrivate(new URL(config.BASE_URL).hostname)
  const { words, state, next } = addressStep(config, { privateName: privately })
  if (isRefused(config, privately)) return [fault('address', `${words} ${next}`)]
  if (state === 'open') return [look('address', `${words} ${next}`)]
  if (local) return [ok('address', `${words} From another one: \`ssh -L ${PORT}:localhost:${PORT} SERVER\`.`)]
  if (privately) return [look('address', words)]
  const found = ok('address', words)
  if (config.TRUST_PROXY) return [found]
  return [
    found,
    look(
      'address',
      'TRUST_PROXY is off: behind a proxy all browsers count as one client where requests are limited. Set it to the number of proxies before this server.',
    ),
  ]
}
