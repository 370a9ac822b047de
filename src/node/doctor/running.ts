/** The doctor's word with the program that runs on this machine, whose folder nobody else may open. */
import type { Config } from '../../config.ts'
import { type Finding, fault, look, ok } from './finding.ts'

const patienceMs = 15_000

/** Asks `/readyz`: what keeps it from its work. */
export async function checkRunning(config: Config): Promise<Finding> {
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${config.PORT}/readyz`
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
    const words = (await answer.text()).slice(0, 300)
    if (answer.status === 200 && words === 'ready') return ok('work', 'The running program is ready: it does its work.')
    if (answer.status === 503) return fault('work', `The running program says: ${words}. Its log says more.`)
    return look('work', `${address} answers ${answer.status}: another program has this port.`)
  } catch {
    return look('work', `${address} does not answer: the running program is a worker alone, or has just begun.`)
  }
}
