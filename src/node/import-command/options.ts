/** What the command that imports files was asked for, from its arguments. */
import { ConfigError } from '../../config.ts'
import { normalise } from '../../text.ts'

export interface Wish {
  readonly paths: readonly string[]
  readonly me: readonly string[]
  /** Whom it is stored for; null: nobody. */
  readonly keep: string | null
}

const usage = 'npm run import -- FILE... [--me ADDRESS...] [--keep [--user EMAIL]]'
const address = /^[^@\s/\\]+@[^@\s/\\]+$/

/** Whether nothing is asked for but how it is written. */
export const asksForHelp = (args: readonly string[]): boolean => args.some((arg) => arg === '--help' || arg === '-h')

/** What is said to whoever asks for it. */
export const help = [
  usage,
  '',
  'FILE      exported mail, calendars and contacts: .mbox, .eml, .ics, .vcf, .csv, folders of them, or archives (.zip, .tgz, .tar)',
  '--me      your own addresses: what they wrote is yours; without it they are looked for and shown to you',
  '--keep    store it: for the first address after --me, or for',
  '--user    somebody else who has an account here, or gets one by it',
  '',
  'Without --keep nothing is stored. Headers are all that is read. docs/import.md has the rest.',
].join('\n')

/** @throws ConfigError with one sentence and the way it is written */
export function readWish(args: readonly string[]): Wish {
  const { paths, me, user, keep } = sort(args)
  if (!paths.length) throw new ConfigError(`Name the files or folders to read. ${usage}`)
  const keeper = user || me[0]
  if (keep && !keeper) throw new ConfigError(`Say whom it is kept for, with --me or --user. ${usage}`)
  return { paths, me, keep: keep ? (keeper ?? null) : null }
}

/** After --me come addresses, up to what is none; after --user comes one. All else are paths. */
function sort(args: readonly string[]) {
  const paths: string[] = []
  const me: string[] = []
  let user = ''
  let keep = false
  let after = ''
  for (const arg of args) {
    if (arg === '--keep') keep = true
    else if (arg === '--me' || arg === '--user') after = arg
    else if (arg.startsWith('--')) throw new ConfigError(`${arg} is not known here. ${usage}`)
    else if (after === '--user') {
      user = readUser(arg)
      after = ''
    } else if (after === '--me' && address.test(arg)) me.push(normalise(arg))
    else paths.push(arg)
  }
  return { paths, me, user, keep }
}

function readUser(arg: string): string {
  if (!address.test(arg)) throw new ConfigError(`${arg} is no mail address. ${usage}`)
  return normalise(arg)
}
