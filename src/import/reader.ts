/** Reads files into facts: mail in two passes, because only the whole file says who wrote in a thread; calendars in one. */
import type { Fact, Instant, MailFact, Skipped } from '../facts.ts'
import { type Calendar, readCalendar } from '../providers/standard/calendar/calendar.ts'
import type { Reading } from '../providers/standard/reading.ts'
import type { Label } from '../providers/types.ts'
import { isWanted } from '../sync/reading.ts'
import { type ParsedMessage, parseMessage, type Skip, toFact } from './mail.ts'
import { type RawMessage, readEml, readMbox } from './mbox.ts'
import { createThreads, type Threads } from './threads.ts'

/** A file, or what a folder of files of one message each holds. It can be opened more than once. */
export interface ImportFile {
  /** As the person at the terminal knows it. */
  readonly name: string
  readonly kind: 'mbox' | 'eml' | 'ics'
  /** The label that all of it has: it lay in a folder named Spam. */
  readonly label?: Label
  open(): AsyncIterable<Uint8Array>
}

/** What was read and what was not, while it goes on and at the end. */
export interface Tally {
  pass: 'sorting' | 'reading' | 'calendars'
  messages: number
  meetings: number
  /** How many were left out, by reason. */
  readonly skipped: Map<string, number>
  /** Where the first of those stand, by reason: "calendar.ics, line 120". */
  readonly places: Map<string, string[]>
  /** One sentence for each file that could not be read. */
  readonly faults: string[]
  oldestMail: Instant | null
  /** The zone that a calendar says it is kept in (IANA). */
  timeZone: string | null
  /** How the owner writes their own name, as their mail has it; by how often. */
  readonly names: Map<string, number>
}

export interface Sink {
  /** Keeps these facts. The same fact may come again. @returns what was left out, or kept only in part */
  keep(facts: readonly Fact[]): Promise<readonly Skipped[]>
  /** Forgets the meetings that are off. */
  forget(ids: readonly string[]): Promise<void>
  /** Called often; how far the reading is stands in the tally. */
  progress(tally: Tally): void
}

const atOnce = 500

/** Reads every file. One that cannot be read becomes a sentence in the tally, and the others are read all the same. */
export async function readFiles(files: readonly ImportFile[], reading: Reading, sink: Sink): Promise<Tally> {
  const tally: Tally = {
    pass: 'sorting',
    messages: 0,
    meetings: 0,
    skipped: new Map(),
    places: new Map(),
    faults: [],
    oldestMail: null,
    timeZone: null,
    names: new Map(),
  }
  const mail = files.filter(({ kind }) => kind !== 'ics')
  const threads = createThreads()
  const broken = new Set<ImportFile>()
  for (const file of mail)
    await attempt(tally, broken, file, async () => {
      for await (const raw of messagesOf(file)) {
        const message = await parse(raw, reading, file)
        if (typeof message !== 'string') threads.add(message.place, message.outgoing)
        sink.progress(tally)
      }
    })
  tally.pass = 'reading'
  for (const file of mail)
    await attempt(tally, broken, file, async () => {
      let found: MailFact[] = []
      const flush = async () => {
        tally.messages -= noteSkipped(tally, await sink.keep(found))
        found = []
      }
      try {
        for await (const raw of messagesOf(file)) {
          const read = await readOne(await parse(raw, reading, file), threads, reading)
          if (typeof read === 'string') count(tally.skipped, read)
          else {
            found.push(read.fact)
            note(tally, read.message, read.fact)
          }
          if (found.length >= atOnce) await flush()
          sink.progress(tally)
        }
      } finally {
        // Of a file that breaks off, what came before that counts.
        await flush()
      }
    })
  tally.pass = 'calendars'
  for (const file of files.filter(({ kind }) => kind === 'ics'))
    await attempt(tally, broken, file, async () => {
      const calendar = await readCalendar(file.open(), reading)
      for (let start = 0; start < calendar.facts.length; start += atOnce)
        tally.meetings -= noteSkipped(tally, await sink.keep(calendar.facts.slice(start, start + atOnce)))
      await sink.forget(calendar.gone)
      noteCalendar(tally, calendar, file.name)
      sink.progress(tally)
      const { brokenOff } = calendar
      if (brokenOff instanceof UnreadableFile) throw brokenOff
      if (brokenOff !== undefined) throw new UnreadableFile('is damaged; what came before that is read.')
    })
  return tally
}

/** The fact of a message, or in words why there is none. */
async function readOne(
  message: ParsedMessage | Skip,
  threads: Threads,
  reading: Reading,
): Promise<{ readonly message: ParsedMessage; readonly fact: MailFact } | string> {
  if (typeof message === 'string') return message
  if (!isWanted({ position: null, labels: message.labels }, threads.isMine(message.place), bounds))
    return 'sorted by Gmail as bulk, and not part of a conversation of yours'
  const fact = await toFact(message, threads.nameOf(message.place), reading).catch(() => null)
  return fact ? { message, fact } : 'a header that cannot be read'
}

/** Whatever a header holds, it holds up no other message. */
async function parse(raw: RawMessage, reading: Reading, { label }: ImportFile): Promise<ParsedMessage | Skip> {
  try {
    return await parseMessage(raw, reading, label)
  } catch {
    return 'a header that cannot be read'
  }
}

async function* messagesOf(file: ImportFile): AsyncGenerator<RawMessage> {
  if (file.kind === 'mbox') yield* readMbox(file.open())
  else yield await readEml(file.open())
}

async function attempt(
  tally: Tally,
  broken: Set<ImportFile>,
  file: ImportFile,
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    if (!broken.has(file)) tally.faults.push(`${file.name} ${error.message}`)
    broken.add(file)
  }
}

/** A file that cannot be read to its end; what came before that counts. The message goes on from the file's name. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/** A file has no listing, and nothing older than the horizon gets this far. */
const bounds = { recent: 0, horizon: Number.POSITIVE_INFINITY }

const count = (counts: Map<string, number>, key: string, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by)

/** @returns how many are not kept at all */
function noteSkipped(tally: Tally, skipped: readonly Skipped[]): number {
  for (const { reason } of skipped) count(tally.skipped, reason)
  return skipped.filter(({ cut }) => !cut).length
}

function note(tally: Tally, { at, outgoing }: ParsedMessage, fact: MailFact): void {
  tally.messages++
  if (!tally.oldestMail || at.epochMilliseconds < tally.oldestMail.epochMilliseconds) tally.oldestMail = at
  if (outgoing && fact.from?.name) count(tally.names, fact.from.name)
}

/** More are counted, and not named. */
const mostPlaces = 5

function noteCalendar(tally: Tally, { facts, skipped, places, timeZone }: Calendar, file: string): void {
  tally.meetings += facts.length
  for (const [reason, amount] of skipped) {
    count(tally.skipped, reason, amount)
    const lines = places.get(reason) ?? []
    const found = lines.map((line) => `${file}, line ${line.toLocaleString('en-GB')}`)
    tally.places.set(reason, [...(tally.places.get(reason) ?? []), ...found].slice(0, mostPlaces))
  }
  if (timeZone) tally.timeZone ??= timeZone
}
