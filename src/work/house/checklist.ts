/**
 * What a house needs so that letters of one's own mail arrive and last: what of it is there, and the exact next step for each gap.
 * The page /setup and the doctor both say it from here.
 */
import { type Config, parseSender } from '../../config.ts'
import type { Instant } from '../../facts.ts'
import type { Tongue } from '../../place.ts'
import { traits } from '../../providers/traits.ts'
import { type OAuthName, oauthNames } from '../../providers/types.ts'
import { addressStep } from './address.ts'
import type { Step } from './step.ts'
import { houseWords } from './words.ts'

/** What the disk says of the weekly backups. */
export interface BackupsSeen {
  readonly newest: Instant | null
  /** They would be lost with the database. */
  readonly sameDisk: boolean
}

export interface Seen {
  /** The name in BASE_URL is known to its own network only. */
  readonly privateName?: boolean
  /** Absent where there is no disk to look at. */
  readonly backups?: BackupsSeen
  /** Of what was tried out, what did not work. */
  readonly faults?: ReadonlySet<Step['name']>
  /** For whom it is told; English where nothing is said, as on the terminal. */
  readonly tongue?: Tongue
}

/** The four steps, in the order in which they are worth doing. */
export const checklist = (config: Config, seen: Seen): readonly Step[] =>
  [
    addressStep(config, seen),
    clientStep(config, wordsFor(seen)),
    relayStep(config, wordsFor(seen)),
    backupStep(config, seen),
  ].map((step) =>
    step.state === 'done' && seen.faults?.has(step.name)
      ? {
          ...step,
          state: 'open',
          words: wordsFor(seen).faulty,
          next: wordsFor(seen).faultyNext,
        }
      : step,
  )

/** "2 of 4 are done." */
export function progressOf(steps: readonly Step[], tongue: Tongue = 'en'): string {
  const words = houseWords(tongue)
  const done = steps.filter(({ state }) => state === 'done').length
  const counted = steps.filter(({ state }) => state !== 'yours').length
  return done === counted ? words.everything : words.progress(done, counted)
}

const wordsFor = ({ tongue = 'en' }: Pick<Seen, 'tongue'>) => houseWords(tongue)
type Words = ReturnType<typeof houseWords>

function clientStep(config: Config, words: Words): Step {
  const { BASE_URL, local } = config
  const step = { name: 'client', title: words.client(oauthNames.map(labelOf)) } as const
  const set = oauthNames.filter((name) => config[`${upper(name)}_CLIENT_ID`])
  if (set.length) return { ...step, state: 'done', words: words.canConnect(set.map(labelOf)) }
  const way = (name: OAuthName) => ({
    name,
    redirect: `${BASE_URL}/connect/${name}/callback`,
    id: `${upper(name)}_CLIENT_ID`,
    secret: `${upper(name)}_CLIENT_SECRET`,
  })
  return {
    ...step,
    state: 'open',
    words: words.noClient(local),
    next: words.makeClient(oauthNames.map(way)),
  }
}

const labelOf = (name: OAuthName) => traits[name].label
const upper = (name: OAuthName) => name.toUpperCase() as Uppercase<OAuthName>

/** Letters would come from a name of this machine, which no relay sends for. */
export const lacksSender = (config: Config): boolean =>
  config.local && senderDomain(config) === new URL(config.BASE_URL).hostname

/** The domain that letters come from. */
export const senderDomain = ({ MAIL_FROM, BASE_URL }: Config): string =>
  parseSender(MAIL_FROM)?.address.split('@').at(-1) ?? new URL(BASE_URL).hostname

function relayStep(config: Config, words: Words): Step {
  const step = { name: 'relay', title: words.relay } as const
  if (!config.SMTP_URL)
    return {
      ...step,
      state: 'open',
      words: words.noRelay,
      next: words.setRelay,
    }
  if (lacksSender(config))
    return {
      ...step,
      state: 'open',
      words: words.noSender,
      next: words.setSender,
    }
  return { ...step, state: 'done', words: words.leave }
}

function backupStep({ DATABASE_URL, BACKUP_KEY }: Config, { backups: seen, tongue = 'en' }: Seen): Step {
  const words = houseWords(tongue)
  const step = { name: 'backup', title: words.backups } as const
  if (DATABASE_URL)
    return {
      ...step,
      state: 'yours',
      words: words.yours,
    }
  if (!BACKUP_KEY)
    return {
      ...step,
      state: 'open',
      words: words.noBackups,
      next: words.setBackups,
    }
  // Named, not shown: whoever signs in at a server needs no path of it.
  if (seen?.sameDisk) return { ...step, state: 'open', ...sameDisk('BACKUP_DIR', tongue) }
  return {
    ...step,
    state: 'done',
    words: words.weekly(Boolean(seen?.newest)),
  }
}

/** What is so where backups lie on the disk of the database, and what to do about it. */
export const sameDisk = (folder: string, tongue: Tongue = 'en') => ({
  words: houseWords(tongue).sameDisk(folder),
  next: houseWords(tongue).otherDisk,
})
