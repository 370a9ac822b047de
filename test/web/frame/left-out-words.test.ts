/** Two numbers that differ are explained, and of whatever is left out it is said which, whether it matters, and whether it is tried again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listings, streams } from '../../../src/db/schema.ts'
import { accountFor, type Kept } from '../../../src/web/frame/kept.ts'
import { leftOutReasons, meanings } from '../../../src/web/frame/words/left-out.ts'
import { addMail, createWorld, type World } from '../world.ts'

const place = { timeZone: 'UTC', locale: null }
const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
    file.endsWith('.ts') ? [join(folder, file)] : [],
  )

describe('the table of reasons', () => {
  test('has every reason that reading an account or a file gives', () => {
    const given = [...files('src/providers'), ...files('src/import'), ...files('src/sync'), 'src/storable.ts'].flatMap(
      (file) =>
        [
          ...readFileSync(file, 'utf8').matchAll(
            /'(an? (?:message|event|meeting|entry|folder|date|repetition|time zone|file)\b[^'\n]*)'/g,
          ),
        ].map(([, reason]) => reason ?? ''),
    )
    expect(given.length).toBeGreaterThan(10)
    expect([...new Set(given)].filter((reason) => !Object.hasOwn(leftOutReasons, reason))).toEqual([])
  })

  test.each(Object.entries(leftOutReasons))('reads as a sentence of one and of several: %s', (reason, {
    kind,
    many,
  }) => {
    const [one, several] = [1, 3].map((count) => {
      const stream = { kind: 'mail', phase: 'current', done: 9, skipped: { [reason]: count } } as const
      return accountFor(stream, { kept: { stored: 9, unwanted: null }, provider: 'google', place }).lines[0]
    })
    expect([one?.words, several?.words]).toEqual([`1 ${reason.replace(/^an? /, '')}`, `3 ${many}`])
    expect(meanings[kind].matters).toMatch(/\.$/)
  })
})

describe('what was read and what is stored', () => {
  const said = (
    stream: { kind: 'mail' | 'calendar'; done: number; skipped?: Record<string, number> },
    kept: Kept,
    provider: 'google' | 'microsoft' | 'file' = 'google',
  ) => accountFor({ phase: 'current', skipped: {}, ...stream }, { kept, provider, place }).sentences.join(' ')

  test.each<[string, ...Parameters<typeof said>]>([
    ['', { kind: 'mail', done: 2220 }, { stored: 2220, unwanted: null }],
    [
      '2,219 of them are stored; the other one could not be read.',
      { kind: 'mail', done: 2220, skipped: { 'a message without a readable sender': 1 } },
      { stored: 2219, unwanted: null },
    ],
    [
      '2,200 of them are stored; the other 20 were gone when asked for.',
      { kind: 'mail', done: 2220, skipped: { 'a message to more than 500 people, of whom 500 are kept': 7 } },
      { stored: 2200, unwanted: null },
    ],
    [
      '429 of them are stored; the other 45 have nobody else on them, are cancelled or lie outside the years that are read.',
      { kind: 'calendar', done: 474 },
      { stored: 429, unwanted: null },
    ],
    [
      '473 of them are stored; the other one could not be read.',
      { kind: 'calendar', done: 474, skipped: { 'an event without a readable time': 1 } },
      { stored: 473, unwanted: null },
    ],
    ['480 are stored by now, with what came since.', { kind: 'calendar', done: 474 }, { stored: 480, unwanted: null }],
    [
      'Not read at all: 1,160 that Google sorts as bulk, in conversations that you did not write in; 13 among spam, trash, drafts and chats; 5 from before the years that are read.',
      { kind: 'mail', done: 9 },
      { stored: 9, unwanted: { bulk: 1160, hidden: 13, older: 5 } },
    ],
    ['', { kind: 'mail', done: 12 }, { stored: 9, unwanted: null }, 'file'],
  ])('%s', (words, stream, kept, provider) => {
    expect(said(stream, kept, provider)).toBe(words)
  })
})

describe('the people page and /status.json', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
    const { db } = world.deps
    for (const id of ['a', 'b'])
      await addMail(world.deps, { id, from: 'maren@okafor.example', to: ['sam@example.org'], daysAgo: 3 })
    const skipped = {
      'a message without a readable sender': 1,
      'a message that Gmail does not hand out': 2,
      'an old reason': 4,
    }
    const leftOut = {
      ab12: 'a message without a readable sender',
      cd34: 'a message that Gmail does not hand out',
      'e/5': 'a message that Gmail does not hand out',
    }
    await db
      .update(streams)
      .set({ done: 9, total: 9, skipped, leftOut, bounds: { recent: 1, horizon: 90 } })
      .where(sql`${streams.connectionId} = 'sam-google' and ${streams.kind} = 'mail'`)
    const row = { connectionId: 'sam-google', threadId: 't', generation: 1 }
    const labels = [2, 2, 4, 8, 36, 64, 68, 1]
    for (const [position, bits] of labels.entries())
      await db
        .insert(listings)
        .values({ ...row, externalId: `l${position}`, position, labels: bits, rank: position < 2 ? position : null })
  })
  afterAll(() => world.database.close())

  test('say the same of each stream', async () => {
    const { connections } = await (await world.get('/status.json', 'sam')).json()
    expect(connections[0].streams[0]).toMatchObject({
      stored: 2,
      notRead: { bulk: 3, hidden: 2, older: 1 },
      leftOut: [
        { reason: 'an old reason', kind: 'broken', count: 4 },
        { reason: 'a message that Gmail does not hand out', kind: 'withheld', count: 2 },
        { reason: 'a message without a readable sender', kind: 'broken', count: 1 },
      ],
    })
    const html = await world.text('/people', 'sam')
    const plain = html.replace(/<[^>]+>/g, '')
    expect(plain).toContain(connections[0].streams[0].words)
    expect(plain).toContain('7 messages that could not be read, or not whole')
    for (const { words } of connections[0].streams[0].leftOut) expect(plain).toContain(words)
    expect(plain).toContain('2 messages that Gmail does not hand out. ')
    expect(plain).toContain('The provider is asked again about once a week.')
  })

  test('lead to what was left out, where its provider has an address for it', async () => {
    const html = await world.text('/people', 'sam')
    expect(html).toContain('href="https://mail.google.com/mail/u/?authuser=sam%40example.org#all/ab12"')
    expect(html).not.toContain('#all/e/5')
    expect(html).toContain('names each of them by their id')
  })

  test('say nothing of anybody else', async () => {
    const { connections } = await (await world.get('/status.json', 'eve')).json()
    expect(connections[0].streams[0]).toMatchObject({ stored: 0, notRead: null, leftOut: [], words: '' })
  })
})
