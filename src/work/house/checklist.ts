/**
 * What a house needs so that letters of one's own mail arrive and last: what of it is there, and the exact next step for each gap.
 * The page /setup and the doctor both say it from here.
 */
import { type Config, parseSender } from '../../config.ts'
import type { Instant } from '../../facts.ts'
import { traits } from '../../providers/traits.ts'
import { type OAuthName, oauthNames } from '../../providers/types.ts'
import { addressStep } from './address.ts'
import type { Step } from './step.ts'

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
}

/** The four steps, in the order in which they are worth doing. */
export const checklist = (config: Config, seen: Seen): readonly Step[] =>
  [
    addressStep(config, seen.privateName === true),
    clientStep(config),
    relayStep(config),
    backupStep(config, seen.backups),
  ].map((step) =>
    step.state === 'done' && seen.faults?.has(step.name)
      ? {
          ...step,
          state: 'open',
          words: 'It is set, and does not work yet.',
          next: `The line that says so has what to do.`,
        }
      : step,
  )

/** "2 of 4 are done." */
export function progressOf(steps: readonly Step[]): string {
  const done = steps.filter(({ state }) => state === 'done').length
  const counted = steps.filter(({ state }) => state !== 'yours').length
  return done === counted ? 'Everything is done.' : `${done} of ${counted} ${done === 1 ? 'is' : 'are'} done.`
}

function clientStep(config: Config): Step {
  const { BASE_URL, local } = config
  const step = { name: 'client', title: oauthNames.map(labelOf).join(' or ') } as const
  const set = oauthNames.filter((name) => config[`${upper(name)}_CLIENT_ID`])
  if (set.length)
    return { ...step, state: 'done', words: `Accounts at ${set.map(labelOf).join(' and ')} can be connected.` }
  const way = (name: OAuthName) =>
    `by docs/${name}.md with the redirect address \`${BASE_URL}/connect/${name}/callback\`, for ${upper(name)}_CLIENT_ID and ${upper(name)}_CLIENT_SECRET`
  return {
    ...step,
    state: 'open',
    words: `No OAuth client is set.${local ? ' Your own files, and a mailbox by an app password, need none.' : ''}`,
    next: `Make one ${oauthNames.map(way).join('; or ')}; set the two, and start again.`,
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

function relayStep(config: Config): Step {
  const step = { name: 'relay', title: 'Mail relay' } as const
  if (!config.SMTP_URL)
    return {
      ...step,
      state: 'open',
      words: 'SMTP_URL is not set: letters stay in the outbox page.',
      next: 'Set SMTP_URL and MAIL_FROM; docs/mail.md has worked examples.',
    }
  if (lacksSender(config))
    return {
      ...step,
      state: 'open',
      words: 'MAIL_FROM is not set.',
      next: 'Give an address that this relay may send for, or letters are refused.',
    }
  return { ...step, state: 'done', words: 'Letters leave through it.' }
}

function backupStep({ DATABASE_URL, BACKUP_KEY }: Config, seen: BackupsSeen | undefined): Step {
  const step = { name: 'backup', title: 'Backups' } as const
  if (DATABASE_URL)
    return {
      ...step,
      state: 'yours',
      words:
        'Backups of a server’s database are made by you: with `pg_dump`, together with SECRET_KEYS, or with `npm run backup -- FILE` and a BACKUP_KEY.',
    }
  if (!BACKUP_KEY)
    return {
      ...step,
      state: 'open',
      words: 'None are made.',
      next: 'Set BACKUP_KEY to what `openssl rand -base64 32` prints, keep it somewhere else as well, and set BACKUP_DIR to a folder on another disk.',
    }
  // Named, not shown: whoever signs in at a server needs no path of it.
  if (seen?.sameDisk) return { ...step, state: 'open', ...sameDisk('BACKUP_DIR') }
  return {
    ...step,
    state: 'done',
    words: `One is made every week into BACKUP_DIR${seen?.newest ? '' : '; the first comes once there is an account'}.`,
  }
}

/** What is so where backups lie on the disk of the database, and what to do about it. */
export const sameDisk = (folder: string) => ({
  words: `Weekly backups go to ${folder}, which is on the same disk as the database: whoever loses the one loses the other.`,
  next: 'Set BACKUP_DIR to a folder on another disk, or copy them away.',
})
