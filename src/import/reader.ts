/** Reads files into facts: mail in two passes, because only the whole file says who wrote in a thread; calendars in one. */
import type { MailFact } from '../facts.ts'
import { saysBirthday } from '../letter/birthdays.ts'
import { policy } from '../policy.ts'
import { readCalendar } from '../providers/standard/calendar/calendar.ts'
import { readCards } from '../providers/standard/contacts/cards.ts'
import type { Contact } from '../providers/standard/contacts/contact.ts'
import { hiddenKinds } from '../providers/standard/folders.ts'
import type { Reading } from '../providers/standard/reading.ts'
import { isPassedOver } from '../providers/standard/sender.ts'
import { isWanted } from '../sync/reading.ts'
import { createPlaces, messagesAgain, type Places } from './again.ts'
import { readTable } from './contacts/table.ts'
import { toUtf8 } from './encoding.ts'
import { type ImportFile, isMailFile, messagesOf, UnreadableFile } from './files.ts'
import { createLanguages, type LabelLanguages } from './labels.ts'
import {
  type Around,
  isRoutine,
  isSentByOwner,
  type ParsedMessage,
  parseMessage,
  passedOver,
  type Skip,
  toFact,
} from './mail.ts'
import type { RawMessage } from './mbox-header.ts'
import { forget, keep, type Sink, SinkFault } from './sink.ts'
import { count, emptyTally, leaveOut, leaveOutAll, type Tally } from './tally.ts'
import { createThreads, type Threads } from './threads.ts'
import { checkOwner, createWhose, type Whose } from './whose.ts'

const atOnce = 500

interface Work {
  readonly reading: Reading
  readonly sink: Sink
  readonly tally: Tally
  readonly threads: Threads
  readonly languages: ReadonlyMap<ImportFile, LabelLanguages>
  readonly whose: Whose
  /** Where the messages of a file stand, once it was gone through. */
  readonly places: ReadonlyMap<ImportFile, Places>
  /** Some of it lies among sent mail. */
  keepsSent: boolean
}

/**
 * Reads every file. One that cannot be read becomes a sentence in the tally, an entry that cannot be read or stored is
 * counted there, and everything else is read all the same.
 * @throws WrongOwner before anything is kept, where the files are not of whom they should be
 * @throws what the sink throws for each of several facts
 */
export async function readFiles(files: readonly ImportFile[], reading: Reading, sink: Sink): Promise<Tally> {
  const tally = emptyTally()
  const mail = files.filter(isMailFile)
  const work = beginWork(mail, { reading, sink, tally })
  const broken = new Set<ImportFile>()
  for (const file of mail) if (!file.leftOut) await attempt(tally, broken, file, () => sortMail(work, file))
  checkOwner(work.whose, reading.me)
  tally.pass = 'reading'
  for (const file of mail)
    await attempt(tally, broken, file, () =>
      file.leftOut ? passOver(work, { file, reason: file.leftOut }) : readMail(work, file),
    )
  tally.pass = 'calendars'
  for (const file of files) if (file.kind === 'ics') await attempt(tally, broken, file, () => readEvents(work, file))
  tally.pass = 'contacts'
  for (const file of files)
    if (file.kind === 'vcf' || file.kind === 'csv') await attempt(tally, broken, file, () => readContacts(work, file))
  return tally
}

/**
 * Goes through all mail once and says whose it looks like; nothing is kept, and what cannot be read is left to the reading.
 * `reading` may name nobody.
 */
export async function lookWhose(
  files: readonly ImportFile[],
  reading: Reading,
  progress: Sink['progress'],
): Promise<Whose> {
  const tally = emptyTally()
  const mail = files.filter((file) => isMailFile(file) && !file.leftOut)
  const sink: Sink = { keep: async () => [], forget: async () => {}, keepContacts: async () => 0, progress }
  const work = beginWork(mail, { reading, sink, tally })
  for (const file of mail) await attempt(tally, new Set(), file, () => sortMail(work, file))
  return work.whose
}

const beginWork = (mail: readonly ImportFile[], given: Pick<Work, 'reading' | 'sink' | 'tally'>): Work => ({
  ...given,
  threads: createThreads(),
  languages: new Map(mail.map((file) => [file, createLanguages()])),
  whose: createWhose(),
  places: new Map(mail.filter(({ kind, again }) => kind === 'mbox' && again).map((file) => [file, createPlaces()])),
  keepsSent: false,
})

/** Who wrote in which thread, whose it all is, and in which language Gmail's labels are. */
async function sortMail(work: Work, file: ImportFile): Promise<void> {
  const { reading, sink, tally, threads, languages, whose } = work
  const own = languages.get(file)
  const places = work.places.get(file)
  let asItIs = false
  const raws = messagesOf(file, (told) => {
    asItIs = told
  })
  for await (const raw of raws) {
    places?.add(raw)
    const message = await parse(raw, reading, { ...placeOf(file), languages: own, seen: (labels) => own?.add(labels) })
    if (typeof message !== 'string') {
      const isSent = file.sent === true || message.labels.includes('sent')
      threads.add(message.place, isSentByOwner(message))
      whose.add(message.headers, isSent)
      if (isSent && isSentByOwner(message)) work.keepsSent = true
    }
    sink.progress(tally)
  }
  if (asItIs) places?.settle()
}

async function readMail(work: Work, file: ImportFile): Promise<void> {
  const { reading, sink, tally, languages, places } = work
  let found: Placed[] = []
  const flush = async () => {
    const all = found
    found = []
    const placeOfFact = new Map(all.map(({ fact, place }) => [fact.id, place]))
    tally.messages -= leaveOutAll(
      tally,
      await keep(
        sink,
        all.map(({ fact }) => fact),
      ),
      (id) => placeOfFact.get(id),
    )
  }
  try {
    for await (const raw of messagesAgain(file, places.get(file))) {
      const place = file.kind === 'mbox' ? `${file.name}, line ${raw.line.toLocaleString('en-GB')}` : file.name
      const message = await parse(raw, reading, { ...placeOf(file), languages: languages.get(file) })
      const read = await readOne(message, work)
      if (typeof read === 'string') leaveOut(tally, read, isRoutine(read) ? undefined : place)
      else {
        found.push({ fact: read.fact, place })
        note(tally, read.message, read.fact)
      }
      if (found.length >= atOnce) await flush()
      sink.progress(tally)
    }
  } finally {
    // Of a file that breaks off, what came before that counts.
    await flush()
  }
}

interface Placed {
  readonly fact: MailFact
  readonly place: string
}

/** Of what holds no letters only how many messages are in it is counted; files of one message by their folder. */
async function passOver({ sink, tally }: Work, { file, reason }: { file: ImportFile; reason: string }): Promise<void> {
  const name = file.kind === 'eml' ? file.name.replace(/[/\\][^/\\]*$/, '') : file.name
  const known = tally.leftOut.find((one) => one.file === name && one.reason === reason)
  const entry = known ?? { file: name, reason, messages: 0 }
  if (!known) tally.leftOut.push(entry)
  for await (const _ of messagesOf(file)) {
    entry.messages++
    leaveOut(tally, hiddenKinds.has(reason) ? 'spam, bin, chats and drafts' : 'mail that never left or arrived')
    sink.progress(tally)
  }
}

async function readEvents(work: Work, file: ImportFile): Promise<void> {
  const { reading, sink, tally } = work
  const { facts: all, gone, skipped, places, timeZone, brokenOff } = await readCalendar(toUtf8(file.open()), reading)
  // Of days that come back every year only birthdays are kept.
  const facts = all.filter(({ type, title }) => type !== 'birthday' || saysBirthday(title))
  for (let start = 0; start < facts.length; start += atOnce)
    tally.meetings -= leaveOutAll(tally, await keep(sink, facts.slice(start, start + atOnce)), () => file.name)
  await forget(sink, gone)
  tally.meetings += facts.length
  for (const [reason, amount] of skipped) {
    const known = (places.get(reason) ?? []).slice(0, amount)
    for (const line of known) leaveOut(tally, reason, `${file.name}, line ${line.toLocaleString('en-GB')}`)
    count(tally.skipped, reason, amount - known.length)
  }
  if (timeZone) tally.timeZone ??= timeZone
  sink.progress(tally)
  if (brokenOff instanceof UnreadableFile) throw brokenOff
  if (brokenOff !== undefined) throw new UnreadableFile('is damaged; what came before that is read.')
}

/** Names, addresses and birthdays of an address book, row by row or card by card. */
async function readContacts({ sink, tally }: Work, file: ImportFile): Promise<void> {
  let found: Contact[] = []
  const flush = async () => {
    const all = found
    found = []
    if (!all.length) return
    const tooMany = await sink.keepContacts(all).catch((error: unknown) => {
      throw new SinkFault(error)
    })
    tally.contacts += all.length - tooMany
    if (tooMany) count(tally.skipped, `contacts beyond the first ${policy.contacts.toLocaleString('en-GB')}`, tooMany)
  }
  try {
    for await (const one of file.kind === 'vcf' ? readCards(toUtf8(file.open())) : readTable(file.open())) {
      if (typeof one === 'string') leaveOut(tally, one)
      else found.push(one)
      if (found.length >= atOnce) await flush()
      sink.progress(tally)
    }
  } finally {
    // Of a file that breaks off, what came before that counts.
    await flush()
  }
}

/** The fact of a message, or in words why there is none. */
async function readOne(
  message: ParsedMessage | Skip,
  { threads, reading, keepsSent }: Work,
): Promise<{ readonly message: ParsedMessage; readonly fact: MailFact } | string> {
  if (typeof message === 'string') return message
  if (isPassedOver(message.sender, keepsSent)) return passedOver
  if (!isWanted({ position: null, labels: message.labels }, threads.isMine(message.place), bounds))
    return 'sorted by Gmail as bulk, and not part of a conversation of yours'
  const fact = await toFact(message, threads.nameOf(message.place), reading).catch(() => null)
  return fact ? { message, fact } : 'a header that cannot be read'
}

/** Whatever a header holds, it holds up no other message. */
async function parse(raw: RawMessage, reading: Reading, around: Around): Promise<ParsedMessage | Skip> {
  try {
    return await parseMessage(raw, reading, around)
  } catch {
    return 'a header that cannot be read'
  }
}

/** What the name of a file says of all that is in it. */
const placeOf = ({ sent, inbox }: ImportFile) => ({ sent, inbox })

async function attempt(
  tally: Tally,
  broken: Set<ImportFile>,
  file: ImportFile,
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (error instanceof SinkFault) throw error.cause
    const damaged =
      file.kind === 'ics' ? 'is no calendar that can be read.' : 'is damaged; what came before that is read.'
    const what = error instanceof UnreadableFile ? error.message : damaged
    if (!broken.has(file)) tally.faults.push(`${file.name} ${what}`)
    broken.add(file)
  }
}

/** A file has no listing, and nothing older than the horizon gets this far. */
const bounds = { recent: 0, horizon: Number.POSITIVE_INFINITY }

function note(tally: Tally, message: ParsedMessage, fact: MailFact): void {
  const { at } = message
  tally.messages++
  if (!tally.oldestMail || at.epochMilliseconds < tally.oldestMail.epochMilliseconds) tally.oldestMail = at
  if (isSentByOwner(message) && fact.from?.name) count(tally.names, fact.from.name)
}
