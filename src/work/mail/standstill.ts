/**
 * The hourly look at whether this server reads and sends at all, by whichever process lives, a web face alone too. Whoever runs
 * it is told by one mail for each time that something stands still, and the next one comes only after it has worked again.
 */
import {
  endIncident,
  endQuiet,
  type IncidentRow,
  listIncidents,
  moveIncident,
  noteIncident,
} from '../../db/health/incidents.ts'
import { findStandstill } from '../../db/health/standstill.ts'
import type { Deps } from '../../deps.ts'
import { describeError } from '../../errors.ts'
import { hoursOf, policy } from '../../policy.ts'
import { isTold, standstillMail } from './standstill-mail.ts'

/** A relay is given up after half an hour: whoever speaks to it for longer has ended. */
const leavingMinutes = 60

/** The look, and a line in the log where something stands still or it could not be done. */
export async function lookForStandstill(deps: Deps): Promise<void> {
  try {
    await noteStandstill(deps)
    for (const row of await listIncidents(deps.db)) await tell(deps, row)
  } catch (error) {
    deps.log('standstill check failed', describeError(error))
  }
}

async function noteStandstill(deps: Deps): Promise<void> {
  const { db, now, log, mailer, config } = deps
  const at = now()
  const state = mailer && config.OPERATOR_EMAIL ? 'queued' : 'untold'
  for (const [what, still] of Object.entries(await findStandstill(db, at)) as ['reading' | 'letters', boolean][]) {
    if (still) log('standing still', { what })
    if (still) await noteIncident(db, what, { state, at })
    else await endIncident(db, what, at)
  }
  await endQuiet(db, 'wake-ups', { since: at.subtract({ hours: hoursOf(policy.standstill) }), now: at })
}

/** The row is marked before the relay is spoken to: of several processes one does, and what broke off is not sent again. */
async function tell(deps: Deps, row: IncidentRow): Promise<void> {
  const { db, mailer, config } = deps
  const now = deps.now()
  if (row.state === 'sending') {
    const given = row.triedAt?.add({ minutes: leavingMinutes }).epochMilliseconds ?? 0
    if (given <= now.epochMilliseconds) await moveIncident(db, row, ['sending'], { state: 'unknown', sentAt: now })
    return
  }
  const to = config.OPERATOR_EMAIL
  const { what } = row
  if (row.state !== 'queued' || !isTold(what) || !mailer || !to) return
  const mail = await standstillMail(deps, { id: row.id, what })
  if (!(await moveIncident(db, row, ['queued'], { state: 'sending', triedAt: now }))) return
  const delivery = await mailer.send({ to, ...mail })
  deps.log('standstill', { outcome: delivery.kind })
  await moveIncident(db, row, ['sending'], after(delivery, deps))
}

/** What was certainly not handed over is tried again at the next look. */
function after(delivery: Awaited<ReturnType<NonNullable<Deps['mailer']>['send']>>, { now }: Pick<Deps, 'now'>) {
  if (delivery.kind === 'accepted') return { state: 'sent', sentAt: now() } as const
  if (delivery.kind === 'unknown') return { state: 'unknown', sentAt: now() } as const
  return { state: delivery.kind === 'refused' && delivery.permanent ? 'unsent' : 'queued' } as const
}

const hourMs = 3_600_000

/**
 * Looks every hour, for the first time after one: what stood still only because nothing ran has had time to go on.
 * @returns ends it
 */
export function startStandstillWatch(deps: Deps): () => void {
  const timer = setInterval(() => void lookForStandstill(deps), hourMs)
  return () => clearInterval(timer)
}
