/** The command that imports files: what it was asked for, where it goes, and what is said of it. */
import { Temporal } from 'temporal-polyfill'
import { type Config, ConfigError } from '../../config.ts'
import { deleteUser, listUsers, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { openEmbedded } from '../../db/open.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { findOwner, importFiles, letterText } from '../../import/import.ts'
import { WrongOwner } from '../../import/whose.ts'
import { peopleLines, progressLine, proposal, summary } from '../../import/words.ts'
import { createSeal } from '../../seal.ts'
import { cleanText, normalise } from '../../text.ts'
import { type Opened, openHere } from '../database.ts'
import { streamPrepared } from '../embedded/fresh.ts'
import { growClosely, holdNarrowly } from '../rest.ts'
import { type FoundFiles, findFiles } from './files.ts'
import { asksForHelp, help, readWish, type Wish } from './options.ts'
import { createOwner, howToSignIn } from './owner.ts'

export interface ImportCall {
  readonly args: readonly string[]
  readonly config: Config
  /** The folder of migrations. */
  readonly migrations: string
  readonly say: (line: string) => void
  /** Where progress goes; `terminal`: a line may be written over. */
  readonly progress: { readonly terminal: boolean; write(text: string): void }
  /** Asks whoever sits there, in one line; null where nobody does. */
  readonly ask?: ((question: string) => Promise<string>) | null
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
  // Archives are gone through here, before there is a database.
  holdNarrowly()
  const found = await findFiles(wish.paths)
  try {
    for (const fault of found.faults) call.say(cleanText(fault, longestFault))
    if (found.files.length > 0) return await readFound(call, wish, found)
    for (const note of found.notes) call.say(cleanText(note, longestNote))
    return 1
  } finally {
    found.close()
  }
}

async function readFound(call: ImportCall, asked: Wish, found: FoundFiles): Promise<number> {
  const show = createProgress(call.progress)
  const me = asked.me.length ? asked.me : await askWhose(call, found, show)
  if (!me.length) return 1
  const wish = { ...asked, me }
  const place = await openPlace(call, wish)
  try {
    const { deps, user } = place
    let pass = ''
    const result = await importFiles(deps, user, {
      me,
      files: found.files,
      stranger: place.isNew,
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
    for (const line of peopleLines(result.found)) call.say(line)
    call.say(`\nThe letter that would go now:\n\n${letterText(result.letter)}\n`)
    call.say(
      wish.keep
        ? `Kept for ${wish.keep}. The account page shows it, exports it and takes it away again.`
        : 'Nothing of this was kept. With --keep it is stored, and letters can come from it.',
    )
    if (wish.keep && place.isNew) call.say(await howToSignIn(deps, user))
    return found.faults.length + result.tally.faults.length > 0 ||
      result.tally.messages + result.tally.meetings + result.tally.contacts === 0
      ? 1
      : 0
  } catch (error) {
    if (!(error instanceof WrongOwner)) throw error
    show(null)
    if (place.isNew && wish.keep) await deleteUser(place.deps.db, place.user.id)
    call.say(cleanText(error.message, longestFault))
    for (const line of proposal(error.proposed)) call.say(line)
    return 1
  } finally {
    await place.close()
  }
}

/** Without --me: what the files say, confirmed by whoever sits there. @returns no address where nobody confirmed any */
async function askWhose(
  { config, say, ask }: ImportCall,
  found: FoundFiles,
  show: ReturnType<typeof createProgress>,
): Promise<readonly string[]> {
  const about = { years: config.HISTORY_YEARS, now: Temporal.Now.instant() }
  const proposed = await findOwner(found.files, about, (tally) =>
    show(() => progressLine(tally, found.done(), found.size)),
  )
  show(null)
  found.restart()
  for (const line of proposal(proposed)) say(line)
  // One yes to all of them would make a friend of one's own part of oneself.
  if (!ask || !proposed.length || proposed.some(({ sure }) => !sure)) return []
  const answer = await ask('Are all of these yours? y or n: ')
  return /^y(?:es)?$/i.test(answer.trim()) ? proposed.map(({ address }) => address) : []
}

interface ImportHome {
  readonly deps: Deps
  readonly user: User
  /** Nothing is known of them but these files. */
  readonly isNew: boolean
  close(): Promise<void>
}

/** The database that this program uses, where it is to be kept; else one in memory, with one user. */
async function openPlace({ config, migrations }: ImportCall, { keep, me }: Wish): Promise<ImportHome> {
  const lasting = keep !== null
  const { db, keys, close } = lasting ? await openHere(config, migrations) : await openPassing(migrations)
  growClosely('import')
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
    const known = lasting ? await findByEmail(db, keep) : null
    const user = known ?? (await createOwner(deps, keep ?? me[0] ?? '', lasting))
    return { deps, user, isNew: known === null, close }
  } catch (error) {
    await close()
    throw error instanceof UserError
      ? new ConfigError(`SIGNUPS does not let ${keep ?? ''} in; nothing was read.`)
      : error
  }
}

async function openPassing(migrations: string): Promise<Opened> {
  const archive = streamPrepared(migrations)
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

async function findByEmail(db: Database, email: string): Promise<User | null> {
  const found = (await listUsers(db)).filter((user) => normalise(user.email) === email)
  if (found.length > 1) throw new ConfigError(`Several people here have the address ${email}; nothing was read.`)
  return found[0] ?? null
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
