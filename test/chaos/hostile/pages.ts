/** Hostile names and subjects on every page that shows somebody: the same elements as with their harmless twins. */
import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { toCalendarFile } from '../../../src/coffee/calendar-file.ts'
import { composeLinks } from '../../../src/coffee/compose.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { facts, people } from '../../../src/db/schema.ts'
import { createLog } from '../../../src/log.ts'
import { isStorableText } from '../../../src/storable.ts'
import { cleanText } from '../../../src/text.ts'
import { addMail, addMeeting, addPerson, createWorld, factIdOf, idOf } from '../../web/world.ts'
import { look } from './markup.ts'
import { mark, twinOf } from './texts.ts'

/** Nobody listens there. */
const nowhere = { GOOGLE_ISSUER: 'http://127.0.0.1:9', GOOGLE_API_ORIGIN: 'http://127.0.0.1:9' }
const address = 'maren@okafor.example'
const harmless = ['Maren Okafor', 'A question?', 'Studio move', 'Dr. Lind', 'On Friday at ten?', 'Anna']
/** So many people on a list, each with a text of their own. */
const crowd = 40

export interface PagesResult {
  readonly pages: number
  /** Pages whose elements are, one by one, those of their twins. */
  readonly equal: number
  readonly wrong: string[]
}

/** Names and subjects as reading stores them; each with each page and with its twin. */
export async function walkPages(texts: readonly string[], opened?: OpenDatabase): Promise<PagesResult> {
  const world = await createWorld(nowhere, opened)
  const { deps } = world
  const wrong: string[] = []
  let pages = 0
  await addPerson(deps, { name: 'Maren Okafor', address, silentDays: 215 })
  await addPerson(deps, { name: 'Jonas Lind', address: 'jonas@lind.example' })
  for (const days of [215, 220, 300])
    await addMail(deps, { id: `m${days}`, from: address, to: ['sam@example.org'], daysAgo: days })
  await addMeeting(deps, { id: 'e1', guests: [address], daysAgo: 230 })
  const id = idOf(address)
  const crowdIds: string[] = [id]
  for (let one = 1; one < crowd; one++)
    crowdIds.push(
      await addPerson(deps, {
        name: `Somebody ${one}`,
        address: `maren.${'abcdefgh'[one % 8]}${'abcdefgh'[Math.floor(one / 8)]}@crowd.example`,
      }),
    )
  const titled = ['m215', 'm220', 'm300'].map((one) => factIdOf('sam', one))
  const show = async (path: string, given: readonly string[]) => {
    // As both readers and files hand it to the database.
    const names = given.map((written) => cleanText(written, 80) || 'Maren')
    const titles = given.map((written) => cleanText(written, 120))
    if (titles.some((title) => !isStorableText(title))) wrong.push(`not storable: ${JSON.stringify(titles)}`)
    const several = given.length > 4
    for (const [place, personId] of crowdIds.slice(0, several ? given.length : 1).entries())
      await deps.db
        .update(people)
        .set({ name: names[place] ?? 'Maren' })
        .where(eq(people.id, personId))
    for (const [place, factId] of (several ? [] : titled).entries())
      await deps.db
        .update(facts)
        .set({ title: titles[(place + 1) % titles.length] || null })
        .where(eq(facts.id, factId))
    const answer = await world.get(path, 'sam')
    const body = await answer.text()
    pages++
    return { status: answer.status, ...(await look(body, mark)), body }
  }
  const kinds: { path: string; many: number }[] = [
    { path: '/people', many: crowd },
    { path: `/people/${id}`, many: 4 },
    { path: '/people?q=maren', many: crowd },
    { path: `/people/${id}/coffee`, many: 4 },
  ]
  /** What the twins have, by page: more of them than any one page, since what may be quoted decides what is shown. */
  const vocabulary = new Map(kinds.map(({ path }) => [path, new Set<string>()]))
  const used: { path: string; texts: readonly string[]; line: string }[] = []
  let equal = 0
  for (let from = 0, turn = 0; from < texts.length; turn++) {
    const { path, many } = kinds[turn % kinds.length] ?? { path: '/people', many: 1 }
    const some = texts.slice(from, from + many)
    from += many
    const hostile = await show(path, some)
    const calm = await show(path, some.map(twinOf))
    const plain =
      turn < 40
        ? await show(
            path,
            some.map((_, index) => harmless[(index + turn) % harmless.length] ?? ''),
          )
        : calm
    const where = `${path} with ${JSON.stringify(some.map((text) => text.slice(0, 120)))}`
    if (hostile.status >= 500) wrong.push(`${where} answers ${hostile.status}`)
    if (hostile.marked.length) wrong.push(`${where} has ${hostile.marked.join(', ')}`)
    if (hostile.addresses.some(leadsAway))
      wrong.push(`${where} leads to ${hostile.addresses.filter(leadsAway).join(' ').slice(0, 300)}`)
    if (hostile.skeleton.join('\n') === calm.skeleton.join('\n')) equal++
    for (const line of [...calm.skeleton, ...plain.skeleton]) vocabulary.get(path)?.add(line)
    for (const line of new Set(hostile.skeleton)) used.push({ path, texts: some, line })
    if (!hostile.body.isWellFormed() || /[\0\u202a-\u202e\u2066-\u2069]/.test(hostile.body))
      wrong.push(`${where} shows what turns or breaks a line`)
    for (const text of some) wrong.push(...outside(text))
  }
  for (const { path, texts: some, line } of used)
    if (!vocabulary.get(path)?.has(line))
      wrong.push(`${path} has "${line}", which no twin has: ${JSON.stringify(some).slice(0, 300)}`)
  for (const { event, details } of world.logged) {
    const lines: string[] = []
    createLog('debug', (line) => lines.push(line))(event, details as never)
    if (lines.some((line) => line.includes('\n') || mark.test(line)))
      wrong.push(`the log says ${lines[0]?.slice(0, 200)}`)
    if (event === 'page failed') wrong.push(`a page failed: ${JSON.stringify(details).slice(0, 300)}`)
  }
  await world.database.close()
  return { pages, equal, wrong }
}

/** Of places beside this program's own and the mail programs that it opens. */
function leadsAway(given: string): boolean {
  if (!URL.canParse(given, 'http://localhost:8787/')) return true
  const { protocol, host } = new URL(given, 'http://localhost:8787/')
  if (protocol === 'mailto:' || protocol === 'data:') return false
  const known = ['localhost:8787', 'mail.google.com', 'calendar.google.com', 'myaccount.google.com']
  return !/^https?:$/.test(protocol) || !known.includes(host)
}

const start = Temporal.Instant.from('2026-12-01T08:30:00Z')
const when = { start, end: start.add({ minutes: 45 }) }

/** What leaves in other forms: a calendar file, and addresses that open a program. */
function outside(text: string): string[] {
  const wrong: string[] = []
  const file = toCalendarFile({ id: 'one', when, title: text, note: text, place: text, stamp: start })
  try {
    const calendar = new ICAL.Component(ICAL.parse(file))
    const [event, ...more] = calendar.getAllSubcomponents('vevent')
    const names = (event?.getAllProperties() ?? []).map(({ name }) => name)
    if (more.length || calendar.getAllSubcomponents().length !== 1)
      wrong.push(`a calendar file of several entries: ${JSON.stringify(text)}`)
    const ours = ['uid', 'sequence', 'dtstamp', 'dtstart', 'dtend', 'summary', 'location', 'description', 'status']
    if (names.some((name) => !ours.includes(name)))
      wrong.push(`a calendar file with ${names.join(' ')}: ${JSON.stringify(text)}`)
  } catch (error) {
    wrong.push(`a calendar file that cannot be read (${String(error)}): ${JSON.stringify(text.slice(0, 200))}`)
  }
  try {
    for (const program of ['gmail', 'outlook', null] as const) {
      const links = composeLinks({
        program,
        account: 'sam@example.org',
        to: text,
        also: text,
        subject: text,
        body: text,
      })
      for (const href of [links.mailto, links.web?.href ?? '']) {
        if (!href) continue
        const url = new URL(href)
        const fields = [...url.searchParams.keys()].join(' ')
        if (!/^(?:subject body|authuser view fs to su body|to subject body)$/.test(fields))
          wrong.push(`a link with ${fields}: ${JSON.stringify(text)}`)
        if (/[\r\n\0]|%00|%0d(?!%0a)/i.test(href.replace(/body=.*/, '')))
          wrong.push(`a link of several lines: ${JSON.stringify(text)}`)
      }
    }
  } catch (error) {
    wrong.push(`no link (${String(error)}): ${JSON.stringify(text.slice(0, 200))}`)
  }
  return wrong
}
