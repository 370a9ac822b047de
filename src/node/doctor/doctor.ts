/** `npm run doctor`: looks at everything that has to be set up, and says what to do about each fault. */
import { Temporal } from 'temporal-polyfill'
import { type Config, settings } from '../../config.ts'
import { describeError } from '../../errors.ts'
import { checklist, progressOf } from '../../work/house/checklist.ts'
import type { Step } from '../../work/house/step.ts'
import { seeHouse } from '../house.ts'
import { checkAddress } from './address.ts'
import { checkBackups } from './backup.ts'
import { checkDatabase } from './database.ts'
import { type Finding, fault } from './finding.ts'
import { checkGoogle } from './google.ts'
import { checkMail } from './mail.ts'
import { checkMicrosoft } from './microsoft.ts'
import { checkOperator } from './operator.ts'
import { checkSettings } from './settings.ts'

export interface Visit {
  readonly env: Readonly<Record<string, string | undefined>>
  /** What stands behind the command: nothing, or `--send-test ADDRESS`. */
  readonly args: readonly string[]
  /** The folder of the migrations. */
  readonly migrations: string
  readonly say: (line: string) => void
  readonly readFile: (path: string) => string
}

/**
 * Checks everything, says one line for each check and how many faults there are.
 * @returns the exit code: 1 with faults
 */
export async function examine(visit: Visit): Promise<0 | 1> {
  const { config, findings } = checkSettings(visit.env, visit.readFile)
  const hide = hideSecrets(config, visit.env)
  let faults = 0
  const faulty = new Set<Step['name']>()
  const tell = (found: readonly Finding[]) => {
    for (const { mark, about, words } of found) visit.say(hide(`${mark.padEnd(6)}${about.padEnd(10)}${words}`))
    const wrong = found.filter(({ mark }) => mark === 'fault')
    for (const { about } of wrong) if (steps[about]) faulty.add(steps[about])
    faults += wrong.length
  }
  tell(findings)
  if (config) {
    tell(checkAddress(config))
    const google = await hold('google', () => checkGoogle(config, Temporal.Now.instant))
    const microsoft = await hold('microsoft', () => checkMicrosoft(config, Temporal.Now.instant))
    tell(google)
    // One service's word on the clock is enough.
    const told = google.some(({ about }) => about === 'clock')
    tell(microsoft.filter(({ about }) => !(told && about === 'clock')))
    tell(await hold('database', () => checkDatabase(config, visit.migrations)))
    tell(await hold('backup', async () => checkBackups(config, Temporal.Now.instant())))
    tell(await hold('mail', () => checkMail(config, visit.args)))
    tell(checkOperator(config))
    const seen = { ...seeHouse(config, Temporal.Now.instant()), faults: faulty }
    for (const line of listed(checklist(config, seen))) visit.say(hide(line))
  } else visit.say('Nothing else is checked before the settings are right.')
  visit.say(faults === 0 ? 'No faults.' : faults === 1 ? '1 fault.' : `${faults} faults.`)
  return faults ? 1 : 0
}

/** Which step of setting up a fault stands in the way of. */
const steps: Partial<Record<Finding['about'], Step['name']>> = {
  address: 'address',
  google: 'client',
  microsoft: 'client',
  mail: 'relay',
  backup: 'backup',
}

/** The steps of setting up, as /setup shows them: what is done, and what comes next. */
function listed(steps: readonly Step[]): string[] {
  const marks = { done: '[x]', open: '[ ]', yours: '[-]' } as const
  return [
    `Setting up: ${progressOf(steps)}`,
    ...steps.map(({ state, title, words, next }) => `  ${marks[state]} ${title}: ${next ? `${words} ${next}` : words}`),
  ]
}

/** A check that breaks is a fault and not the end of the others. */
async function hold(about: Finding['about'], check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check()
  } catch (error) {
    const { error: name, code } = describeError(error)
    return [fault(about, `The check itself broke (${code ?? name}).`)]
  }
}

/** Other programs' messages may quote an address with its password: no line goes out before it was looked through. */
function hideSecrets(config: Config | null, env: Visit['env']): (line: string) => string {
  const names = Object.entries(settings).flatMap(([name, setting]) => ('secret' in setting ? [name] : []))
  const values = [...names.map((name) => env[name]), config?.SMTP_URL, config?.DATABASE_URL, env.DATABASE_URL]
  const texts = [...values, config?.GOOGLE_CLIENT_SECRET, config?.MICROSOFT_CLIENT_SECRET, config?.DKIM_PRIVATE_KEY]
  const secrets = texts.filter((value) => value !== undefined).flatMap((value) => [value, ...passwordsOf(value)])
  return (line) => secrets.filter((secret) => secret.length > 2).reduce((text, one) => text.replaceAll(one, '…'), line)
}

/** As it is written, and as it is meant. */
function passwordsOf(value: string): string[] {
  const password = URL.parse(value)?.password
  if (!password) return []
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    return [password]
  }
}
