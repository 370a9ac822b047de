/** A mailbox and a calendar of hostile texts, through the whole program: read at both providers, shown, and written of in a letter. */
import { eq } from 'drizzle-orm'
import { createApp } from '../../../src/app.tsx'
import { connections, facts, sessions, streams, tasks } from '../../../src/db/schema.ts'
import { ownerAt, WORK } from '../../../src/sample/history/owner.ts'
import type { Mailbox } from '../../../src/sample/history/types.ts'
import { sha256 } from '../../../src/seal.ts'
import { openMailer } from '../../mail/stage.ts'
import { thisMorning } from '../../support/morning.ts'
import { startRelay } from '../../support/relay.ts'
import { ago, guest, type Letter, liveWith, type Meeting, on, owner } from '../../sync/life.ts'
import { type Ground, openGround } from '../ground.ts'
import { look } from './markup.ts'
import { mark } from './texts.ts'

export interface ThroughResult {
  /** Texts that stood in a name, a subject, a header, a title or a place. */
  readonly texts: number
  readonly wrong: string[]
}

const perPerson = 14
const personOf = (index: number): string => `friend${String.fromCharCode(97 + index)}@friends.example`

/** At least some hundred texts make one mailbox. */
export async function goThrough(texts: readonly string[]): Promise<ThroughResult> {
  const wrong: string[] = []
  let used = 0
  // A name of a megabyte is in the other parts; a mailbox full of them is a matter of memory alone.
  const next = () => (texts[used++ % texts.length] ?? '').slice(0, 20_000)
  const work = ownerAt(WORK)
  const letters: Letter[] = []
  const meetings: Meeting[] = []
  const many = Math.max(6, Math.floor(texts.length / (perPerson * 2.4)))
  for (let index = 0; index < many; index++) {
    const person: Mailbox = { address: personOf(index), name: next() }
    for (let at = 0; at < perPerson; at++) {
      const mine = at % 2 === 0
      const thread = `${index} ${Math.floor(at / 2)}`
      const to = mine ? [person] : [owner, work]
      // At work, too, the owner stands on it.
      const base = { days: 150 + index + 30 * (perPerson - at), thread, subject: next(), to, cc: mine ? [work] : [] }
      letters.push({ ...base, from: mine ? owner : { ...person, name: next() } })
    }
    meetings.push({
      title: next(),
      place: next(),
      start: on(-40 - index * 3),
      createdAt: ago(200),
      guests: [guest(owner), guest(work), guest({ ...person, name: next() })],
    })
  }
  const history = liveWith(letters, meetings)
  const ground = await openGround({ history, begin: thisMorning(), env: { UNDO_SECONDS: '60' } })
  const logged: string[] = []
  Object.assign(ground.deps, {
    log: (event: string, details: object = {}) => logged.push(JSON.stringify({ event, ...details })),
  })
  try {
    // As headers come over the line, whatever stands in them.
    for (const { id } of history.messages.filter((_, index) => index % 9 === 4)) {
      const names = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'List-Id', 'In-Reply-To', 'Return-Path']
      ground.google.faults.spoil(id, { payload: { headers: names.map((name) => ({ name, value: next() })) } })
    }
    const userId = await ground.connect('microsoft', await ground.connect('google', null))
    await ground.settle()
    wrong.push(...(await count(ground, history.messages.length, history.events.length)))
    wrong.push(...(await walk(ground, userId)))
    wrong.push(...(await openLetter(ground)))
    for (const line of logged)
      if (line.includes('\n') || mark.test(line)) wrong.push(`the log says ${line.slice(0, 200)}`)
    if (logged.some((line) => /page failed|step failed/.test(line)))
      wrong.push(
        `it failed: ${logged
          .filter((line) => /failed/.test(line))
          .join(' ')
          .slice(0, 600)}`,
      )
  } finally {
    await ground.close()
  }
  return { texts: Math.min(used, texts.length), wrong }
}

/** What is there is stored, or counted with its reason. */
async function count({ deps: { db } }: Ground, messages: number, events: number): Promise<string[]> {
  const wrong: string[] = []
  for (const { id, provider } of await db.select().from(connections))
    for (const { kind, phase, error, skipped } of await db.select().from(streams).where(eq(streams.connectionId, id))) {
      const stored = (await db.select({ kind: facts.kind }).from(facts).where(eq(facts.connectionId, id))).filter(
        (fact) => fact.kind === (kind === 'mail' ? 'mail' : 'meeting'),
      ).length
      const left = Object.values(skipped ?? {}).reduce((sum, one) => sum + one, 0)
      const there = kind === 'mail' ? messages : events
      if (stored + left !== there)
        wrong.push(`${provider} ${kind}: ${stored} stored and ${left} left out of ${there}: ${JSON.stringify(skipped)}`)
      if (phase !== 'current' || error) wrong.push(`${provider} ${kind} is ${phase}: ${error}`)
    }
  return wrong
}

async function walk({ deps }: Ground, userId: string): Promise<string[]> {
  const wrong: string[] = []
  const at = deps.now()
  await deps.db
    .insert(sessions)
    .values({ hash: await sha256('chaos'), userId, createdAt: at, usedAt: at, expiresAt: at.add({ hours: 240 }) })
  const app = createApp(deps)
  const get = (path: string) => app.request(`${deps.config.BASE_URL}${path}`, { headers: { cookie: 'session=chaos' } })
  const list = await (await get('/people')).text()
  const people = [...new Set([...list.matchAll(/href="(\/people\/[\w-]+)"/g)].flatMap(([, path]) => path ?? []))].slice(
    0,
    6,
  )
  for (const path of [
    '/people',
    '/letter',
    '/settings',
    '/status.json',
    '/export.json',
    ...people,
    ...people.slice(0, 2).map((one) => `${one}/coffee`),
  ]) {
    const answer = await get(path)
    const body = await answer.text()
    if (answer.status !== 200) wrong.push(`${path} answers ${answer.status}`)
    if (!body.isWellFormed()) wrong.push(`${path} is not well-formed`)
    if (path.endsWith('.json')) JSON.parse(body)
    else for (const name of (await look(body, mark)).marked) wrong.push(`${path} has ${name}`)
  }
  return wrong
}

const ourHeaders =
  /^(?:content-type|content-transfer-encoding|from|to|reply-to|subject|message-id|date|mime-version|list-id|list-unsubscribe|list-unsubscribe-post|list-help|auto-submitted|x-auto-response-suppress|feedback-id|precedence)$/

/** The letter as a relay is handed it, read by a program that is not ours. */
async function openLetter(ground: Ground): Promise<string[]> {
  const wrong: string[] = []
  const due = (await ground.deps.db.select().from(tasks)).find(({ kind }) => kind === 'letter')
  if (due) ground.jump(due.runAt)
  await ground.settle(600)
  const mail = ground.relay.taken.at(-1)
  if (!mail) return ['no letter left']
  const relay = await startRelay()
  const mailer = openMailer(relay.url)
  await mailer.send(mail)
  await mailer.close()
  await relay.close()
  const caught = relay.caught[0]
  if (!caught) return ['no letter arrived']
  for (const { key } of caught.mail.headers) if (!ourHeaders.test(key)) wrong.push(`the letter has a header ${key}`)
  if (caught.to.length !== 1 || caught.mail.cc?.length || caught.mail.bcc?.length)
    wrong.push('the letter goes to others')
  if (caught.mail.attachments.length) wrong.push('the letter has attachments')
  const { marked, addresses } = await look(caught.mail.html ?? '', mark)
  for (const name of marked) wrong.push(`the letter has ${name}`)
  for (const one of addresses)
    if (
      !/^(?:http:\/\/localhost:8787\/|https:\/\/mail\.google\.com\/|https:\/\/outlook\.(?:office|live)\.com\/|mailto:)/.test(
        one,
      )
    )
      wrong.push(`the letter leads to ${one.slice(0, 120)}`)
  if (/^evil:/im.test(caught.raw.split('\r\n\r\n')[0] ?? '')) wrong.push('the letter has a header of a stranger')
  return wrong
}
