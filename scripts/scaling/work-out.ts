/** What so many users need and cost in a month of 30 days, and what limits them first. Pure. */

import { paceShare } from '../../src/sync/access.ts'
import { counted, included, life, limits, prices } from './constants.ts'
import type { Measures } from './measured.ts'

export interface Needs {
  readonly users: number
  readonly tasksADay: number
  readonly requests: number
  readonly cpuMs: number
  readonly queueOperations: number
  readonly mails: number
  readonly gigabytes: number
  readonly statementsASecond: number
  readonly rowVersionsADay: number
  readonly gmailUnitsADay: number
  /** How many first readings fit into a day beside the rest, under the threshold. */
  readonly firstReadingsADay: number
  /** Invocations of the queue at once, on average. */
  readonly atOnce: number
  /** Connections in use at once, on average, at 5 ms a statement. */
  readonly connections: number
}

const days = 30
const weeks = days / 7

export function needsOf(users: number, measures: Measures): Needs {
  const derive = (measures.derive.value * life.people.value) / 1000
  const tasks = counted.looksADay.value + counted.derivationsADay.value + 1 / 7
  const tasksADay = users * tasks
  const pages = users * life.pagesAWeek.value * weeks
  const cpuOfADay =
    counted.looksADay.value * measures.look.value + counted.derivationsADay.value * derive + measures.letter.value / 7
  const unitsOfADay =
    (counted.looksADay.value / 2) * counted.unitsOfALook.value + life.mailsADay.value * counted.unitsOfAMail.value
  const gmailUnitsADay = users * unitsOfADay
  const bytes = life.history.value * (measures.fact.value + life.listedForOneRead.value * counted.bytesOfAListing.value)
  const statementsASecond = (tasksADay * measures.statements.value) / 86_400
  return {
    users,
    tasksADay,
    requests: tasksADay * days + pages + 1440 * days,
    cpuMs: users * cpuOfADay * days + pages * counted.cpuOfAPage.value,
    queueOperations: 3 * tasksADay * days,
    mails: users * weeks,
    gigabytes: (users * bytes) / 1e9,
    statementsASecond,
    rowVersionsADay: tasksADay * counted.rowVersionsOfATask.value,
    gmailUnitsADay,
    firstReadingsADay: Math.max(
      0,
      Math.floor((limits.unitsADay.value - gmailUnitsADay) / (life.history.value * counted.unitsOfAMail.value)),
    ),
    atOnce: (tasksADay * (counted.secondsOfALook.value + cpuOfADay / tasks / 1000)) / 86_400,
    connections: statementsASecond * 0.005,
  }
}

export interface Costs {
  readonly plan: number
  readonly requests: number
  readonly cpu: number
  readonly queue: number
  readonly database: number
  readonly mail: number
  readonly whole: number
}

/** In US dollars a month. */
export function costsOf(needs: Needs): Costs {
  const beyond = (amount: number, free: number, price: number) => (Math.max(0, amount - free) / 1e6) * price
  const costs = {
    plan: prices.plan.value,
    requests: beyond(needs.requests, included.requests, prices.requests.value),
    cpu: beyond(needs.cpuMs, included.cpu, prices.cpu.value),
    queue: beyond(needs.queueOperations, included.queue, prices.queue.value),
    // A database of two processors for each thousand statements a second that it answers.
    database:
      needs.gigabytes * prices.storage.value + Math.max(1, needs.statementsASecond / 1000) * prices.database.value,
    mail: (needs.mails / 1000) * prices.mail.value,
  }
  return { ...costs, whole: Object.values(costs).reduce((sum, cost) => sum + cost, 0) }
}

export interface Limit {
  readonly what: string
  /** So many users reach it. */
  readonly users: number
}

/** What is reached first stands first: everything grows with the users, so one of them says where each ends. */
export function limitsOf(measures: Measures): Limit[] {
  const one = needsOf(1, measures)
  const tasksAMinute = one.tasksADay / 1440
  return [
    {
      what: `${limits.atOnce.what}: raise \`max_concurrency\`, which may be 250`,
      users: limits.atOnce.value / one.atOnce,
    },
    {
      what: `${limits.wakeUpsAMinute.what}: a second Worker, or workers on Node beside it`,
      users: limits.wakeUpsAMinute.value / tasksAMinute,
    },
    {
      what: `${limits.unitsADay.what}: read less often, or a project more`,
      users: limits.unitsADay.value / one.gmailUnitsADay,
    },
    {
      what: `${limits.unitsAMinute.what}, of which the program takes 93 in a hundred`,
      users: (paceShare.scarce.flow * limits.unitsAMinute.value) / (one.gmailUnitsADay / 1440),
    },
    {
      what: `${limits.calendarAMinute.what}, of which the program takes four fifths`,
      users: (paceShare.ample.flow * limits.calendarAMinute.value) / (counted.looksADay.value / 2 / 1440),
    },
    { what: limits.connections.what, users: limits.connections.value / one.connections },
  ].toSorted((a, b) => a.users - b.users)
}
