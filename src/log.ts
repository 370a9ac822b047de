/** What is written down of a running program: one line of JSON per event, from the level on that was asked for. */
import { type LogLevel, logLevels } from './config.ts'
import type { Log } from './deps.ts'
import type { Tally } from './tally.ts'

/** What is not named here is an error where something failed, and else worth knowing. */
const levels: Readonly<Record<string, LogLevel>> = {
  'wrong setting': 'error',
  'database does not answer': 'error',
  'database ails': 'error',
  'not ready': 'warn',
  'provider fault': 'warn',
  'revocation failed': 'warn',
  'standing still': 'error',
  'wake-ups lost': 'error',
  'tables do not fit': 'error',
  'lease lost': 'warn',
  'clock was wrong': 'warn',
  'checkpoint unreadable': 'warn',
  page: 'debug',
  step: 'debug',
}

/** The level of an event: faults of our own, faults of others, what happened, and every request and step. */
export function levelOf(event: string): LogLevel {
  return levels[event] ?? (event.endsWith(' failed') ? 'error' : 'info')
}

/**
 * A log that leaves out what is below `level`.
 * @param write takes one line
 */
export function createLog(level: LogLevel, write: (line: string) => void = console.log): Log {
  const most = logLevels.indexOf(level)
  return (event, details = {}) => {
    const own = levelOf(event)
    if (logLevels.indexOf(own) > most) return
    const head = { at: new Date().toISOString(), level: own, event }
    // First for whoever reads, last so that nothing that is told of the event stands in the place of its time.
    write(JSON.stringify({ ...head, ...details, ...head }))
  }
}

/** Mails that leave say so with what became of them. */
const mails = new Set(['letter', 'confirmation', 'alarm', 'choice', 'standstill', 'sign-in link'])
const outcomes = new Set(['accepted', 'refused', 'unreached', 'unknown'])

/** The same log, of which mails and faults are counted, whatever its level leaves out. */
export function counting(log: Log, tally: Tally): Log {
  return (event, details = {}) => {
    const { outcome, kind } = details
    if (mails.has(event) && outcomes.has(String(outcome)))
      tally.count('mails', { kind: event, outcome: String(outcome) })
    if (levelOf(event) === 'error' || event === 'provider fault')
      tally.count('faults', { fault: event, kind: typeof kind === 'string' ? kind : '' })
    log(event, details)
  }
}
