/** The doctor's look at BASE_URL: who can reach it, and whether a sign-in service will lead back to it. */
import type { Config } from '../../config.ts'
import { addressStep, isPrivate, isRefused } from '../../work/house/address.ts'
import { type Finding, fault, look, ok } from './finding.ts'

export function checkAddress(config: Config): Finding[] {
  const { words, state, next } = addressStep(config)
  const { PORT, local } = config
  if (isRefused(config)) return [fault('address', `${words} ${next}`)]
  if (state === 'open') return [look('address', `${words} ${next}`)]
  if (local) return [ok('address', `${words} From another one: \`ssh -L ${PORT}:localhost:${PORT} SERVER\`.`)]
  if (isPrivate(new URL(config.BASE_URL).hostname)) return [look('address', words)]
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
