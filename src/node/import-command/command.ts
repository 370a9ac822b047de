/** The command that imports files: what it was asked for, where it goes, and what is said of it. */
import { Temporal } from 'temporal-polyfill'
import { type Config, ConfigError } from '../../config.ts'
import { createUser, findUser, listUsers, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { openEmbedded } from '../../db/open.ts'
import { forUser } from '../../db/rows/bound.ts'
import type { Deps } from '../../deps.ts'
import { importFiles, letterText } from '../../import/import.ts'
import { progressLine, summary } from '../../import/words.ts'
import { createSeal, shortId } from '../../seal.ts'
import { defaultSettings } from '../../settings.ts'
import { cleanText, normalise } from '../../text.ts'
import { isUtc } from '../../zone/steps.ts'
import { type Opened, openHere } from '../database.ts'
import { readPrepared } from '../embedded/fresh.ts'
import { findFiles } from './files.ts'
import { asksForHelp, help, readWish, type Wish } from './options.ts'

export interface ImportCall {
  readonly args: readonly string[]
  readonly config: Config
  /** The folder of migrations. */
  readonly migrations: string
  readonly say: (line: string) => void
  /** Where progress goes; `terminal`: a line may be written over. */
  readonly progress: { readonly terminal: boolean; write(text: string): void }
}

/** An archive names its files as it likes, also with what a terminal obeys. */
const longestFault = 500
const longestNote = 4000

/** @returns the exit code: 1 where a file could not be read, or nothing was found */
export async function runImport(call: ImportCall): Promise<number> {
  if (asksForHelp(call.args)) {
    call.say(help)
    return 0
  }
  const wish = readWish(call.args)
  const found = findFiles(wish.paths)
  for (const fault of found.faults) call.say(cleanText(fault, longestFault))
  if (found.files.length === 0) {
    for (const note of found.notes) call.say(cleanText(note, longestNote))
    return 1
  }
  const place = await openPlace(call, wish)
  try {
    const { deps, user } = place
    const show = createProgress(call.progress)
    let pass = ''
    const result = await importFiles(deps, user, {
      me: wish.me,
      files: found.files,
      stranger: !wish.keep,
      progress(tally) {
        if (tally.pass === 'reading' && pass === 'sorting') found.restart()
        pass = tally.pass
        show(() => progressLine(tally, found.done(), found.size))
      },
    })
    show(null)
    for (const fault of result.tally.faults) call.say(cleanText(fault, longestFault))
    for (const line of summary(result, wish.keep !== null)) call.say(line)
    for (const note of found.notes) call.say(cleanText(note, longestNote))
    call.say(`\nThe letter that would go now:\n\n${letterText(result.letter)}\n`)
    call.say(
      wish.keep
        ? `Kept for ${wish.keep}. The account page shows it, exports it and takes it away again.`
        : 'Nothing of this was kept. With --user EMAIL --keep it is stored for somebody who has an account here.',
    )
    return found.faults.length + result.tally.faults.length > 0 || result.tally.messages + result.tally.meetings === 0
      ? 1
      : 0
  } finally {
    await place.close()
  }
}

interface ImportHome {
  readonly deps: Deps
  readonly user: User
  close(): Promise<void>
}

/** The database that this program uses, where it is to be kept; else one in memory, with one user. */
async function openPlace({ config, migrations }: ImportCall, { keep, me }: Wish): Promise<ImportHome> {
  const lasting = keep !== null
  const { db, keys, close } = lasting ? await openHere(config, migrations) : await openPassing(migrations)
  try {
    const deps: Deps = {
      config,
      db,
      seal: createSeal(keys),
      providers: await providersOf(config),
      now: () => Temporal.Now.instant(),
      log: () => {},
      wake: () => {},
      mailer: null,
      sample: null,
    }
    const user = lasting ? await findByEmail(db, keep) : await createStranger(deps, me[0] ?? '')
    return { deps, user, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openPassing(migrations: string): Promise<Opened> {
  const archive = readPrepared(migrations)
  const { db, migrate, close } = await openEmbedded(undefined, archive ? { archive } : {})
  await migrate(migrations)
  return { db, keys: [passingKey()], rewrite: null, close }
}

/** Only links into somebody's own mail are made with them: without a client there are none, and nothing is loaded. */
async function providersOf(config: Config): Promise<Deps['providers']> {
  if (!config.GOOGLE_CLIENT_ID && !config.MICROSOFT_CLIENT_ID) return new Map()
  const { createProviders } = await import('../../providers/index.ts')
  return createProviders(config)
}

/** Nothing that it signs is kept. */
const passingKey = () => ({ id: 'passing', bytes: crypto.getRandomValues(new Uint8Array(32)) })

async function findByEmail(db: Database, email: string): Promise<User> {
  const found = (await listUsers(db)).filter((user) => normalise(user.email) === email)
  const [user] = found
  if (!user) throw new ConfigError(`Nobody here has the address ${email}; nothing was read. Connect an account first.`)
  if (found.length > 1) throw new ConfigError(`Several people here have the address ${email}; nothing was read.`)
  return user
}

async function createStranger({ db, now }: Deps, email: string): Promise<User> {
  const id = shortId()
  // What sits in front of this computer stands for a browser: the files may know better.
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const browserZone = isUtc(timeZone, now().epochMilliseconds) ? null : timeZone
  const about = { email, name: email, timeZone, browserZone, settings: defaultSettings, createdAt: now() }
  const own = forUser(db, id)
  await createUser(own, { id, ...about })
  const user = await findUser(own, id)
  if (!user) throw new Error('the user is not there')
  return user
}

const everyMs = { terminal: 500, file: 10_000 }

/** Shows a line at most twice a second, at the terminal over the one before; null ends it. */
function createProgress({ terminal, write }: ImportCall['progress']) {
  let shownAt = 0
  return (line: (() => string) | null) => {
    if (!line) return terminal && shownAt > 0 ? write('\r\x1b[K') : undefined
    const now = performance.now()
    if (shownAt > 0 && now - shownAt < (terminal ? everyMs.terminal : everyMs.file)) return
    shownAt = now
    write(terminal ? `\r\x1b[K${line()}` : `${line()}\n`)
  }
}
