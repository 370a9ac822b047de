/** The command as somebody types it: files and folders in, people and a letter out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.ts'
import { createUser } from '../../src/db/accounts/users.ts'
import { openEmbedded } from '../../src/db/open.ts'
import { connections, facts, tasks, users } from '../../src/db/schema.ts'
import { runImport } from '../../src/node/import-command/command.ts'
import { findFiles } from '../../src/node/import-command/files.ts'
import { help, readWish } from '../../src/node/import-command/options.ts'
import { defaultSettings } from '../../src/settings.ts'
import { smallHistory } from '../support/small.ts'
import { upTo, writeCalendar, writeMbox } from './takeout.ts'

let folder: string
let mbox: string
// The command goes by the clock of the machine.
const history = smallHistory(undefined, Temporal.Now.plainDateISO('UTC'))
const me = history.owner.addresses

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-import-'))
  const { messages, events } = upTo(history, Temporal.Now.instant())
  mbox = writeMbox(messages, { gmail: true })
  write('takeout/Mail/All mail.mbox', mbox)
  write('takeout/Calendar/sam.ics', writeCalendar(events))
  write('takeout/archive_browser.html', '<html>')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, answer?: string) {
  const said: string[] = []
  const shown: string[] = []
  const code = await runImport({
    args,
    config: readConfig({ DATA_DIR: join(folder, 'data'), ...env }),
    migrations: 'drizzle',
    say: (line) => said.push(line),
    progress: { terminal: true, write: (text) => shown.push(text) },
    ask: answer === undefined ? null : async () => answer,
  })
  return { code, said: said.join('\n'), shown }
}

describe('an export that is read without keeping it', () => {
  test('shows the people and the letter, and leaves nothing behind', async () => {
    const { code, said, shown } = await run([join(folder, 'takeout'), '--me', ...me])
    expect(code).toBe(0)
    expect(said).toMatch(/^Read [\d,]+ messages and \d+ meetings/)
    expect(said).toContain('Found 3 people you really write to and hear from')
    expect(said).toContain('MAREN OKAFOR')
    expect(said).toContain('Nothing of this was kept.')
    expect(shown[0]).toMatch(/Finding out what belongs together: [01] of 1 MB\.$/)
    expect((await findFiles([join(folder, 'data')])).faults).toHaveLength(1)
  }, 60_000)

  test('says what is wrong with a file without what its name would have a terminal do', async () => {
    const { code, said } = await run([join(folder, 'gone\u001b[2J\u202e.mbox'), '--me', ...me])
    expect(code).toBe(1)
    expect(said).toMatch(/gone \[2J\.mbox does not exist\.$/)
  })

  test('may be packed with gzip, or lie in a folder of single messages', async () => {
    const packed = write('packed.mbox.gz', gzipSync(mbox))
    const single = mbox.split(/^From .* \d{4}\n/m).filter(Boolean)
    for (const [at, message] of single.entries()) write(`single/Inbox/${at}.eml`, message.replaceAll('\n', '\r\n'))
    write('single/Spam/1.eml', single[0] ?? '')
    const one = await run([packed, '--me', ...me])
    const other = await run([join(folder, 'single'), '--me', ...me])
    expect(one.code + other.code).toBe(0)
    const amount = (said: string) => /Read ([\d,]+) messages/.exec(said)?.[1]
    expect(amount(one.said)).toBe(amount(other.said))
    const hidden = (said: string) => Number(/(\d+): spam, bin, chats and drafts/.exec(said)?.[1] ?? 0)
    expect(hidden(other.said)).toBe(hidden(one.said) + 1)
  }, 60_000)
})

describe('whose files they are', () => {
  test('is proposed where nobody said it, and nothing is worked out before that is confirmed', async () => {
    const { code, said } = await run([join(folder, 'takeout')])
    expect(code).toBe(1)
    expect(said).toMatch(
      /^These look like your addresses:\n {2}sam@hartley\.example: wrote \d+ messages that lie among sent mail/,
    )
    expect(said).toContain('Run it again with those that are yours: --me sam@hartley.example')
    expect(said).not.toContain('Found')
    expect((await run([join(folder, 'takeout')], {}, 'n')).said).not.toContain('Found')
    const yes = await run([join(folder, 'takeout')], {}, 'y')
    expect(yes.code).toBe(0)
    expect(yes.said).toContain('Found 3 people you really write to and hear from')
    expect(yes.said).toMatch(/The people you are most in touch with:\n(?: {2}.+: [\d,]+ from you, [\d,]+ to you.*\n)+/)
  }, 60_000)

  test('is not believed where hardly any message names the address, or a friend’s is given', async () => {
    const wrong = await run([join(folder, 'takeout'), '--me', 'sam@hartly.example'])
    expect(wrong.code).toBe(1)
    expect(wrong.said).toMatch(/^None of the [\d,]+ messages in these files names sam@hartly\.example/)
    expect(wrong.said).toContain('--me sam@hartley.example')
    expect(wrong.said).not.toContain('been in touch')
    const friend = await run([join(folder, 'takeout'), '--me', 'maren@okafor.example'])
    expect(friend.said).toMatch(/in these files only \d+ names? maren@okafor\.example|None of the/)
    expect(friend.said).not.toContain('Found')
  }, 60_000)
})

describe('an export that is kept', () => {
  test('makes its owner, who signs in by the link that is printed; a wrong address leaves nobody behind', async () => {
    const env = { DATA_DIR: join(folder, 'made') }
    const wrong = await run([join(folder, 'takeout'), '--me', 'nobody@nowhere.example', '--keep'], env)
    expect(wrong.code).toBe(1)
    const { code, said } = await run([join(folder, 'takeout'), '--me', ...me, '--keep'], env)
    expect(code).toBe(0)
    expect(said).toContain('Kept for sam@hartley.example.')
    expect(said).toMatch(
      /To sign in as sam@hartley\.example, .* within 15 minutes; it works once:\n.*\/signin\/link\/[\w-]{22}$/,
    )
    const database = await openEmbedded(join(folder, 'made/database'))
    const everybody = await database.db.select().from(users)
    const accounts = await database.db.select().from(connections)
    const letters = await database.db.select().from(tasks).where(eq(tasks.kind, 'letter'))
    await database.close()
    expect(everybody.map(({ email }) => email)).toEqual(['sam@hartley.example'])
    expect(accounts.map(({ provider }) => provider)).toEqual(['file'])
    expect(letters).toHaveLength(1)
    const again = await run([join(folder, 'takeout'), '--me', ...me, '--keep'], env)
    expect(again.said).toContain('New here: 0 messages and 0 meetings.')
    expect(again.said).not.toContain('To sign in')
  }, 120_000)

  test('makes nobody whom SIGNUPS does not let in, and says so', async () => {
    const env = { DATA_DIR: join(folder, 'closed'), SIGNUPS: '@northlight.example' }
    await expect(run([join(folder, 'takeout'), '--me', ...me, '--keep'], env)).rejects.toThrow(
      new ConfigError('SIGNUPS does not let sam@hartley.example in; nothing was read.'),
    )
  }, 60_000)

  test('is stored for the person who is named, once', async () => {
    const env = { DATA_DIR: join(folder, 'kept') }
    const args = [join(folder, 'takeout'), '--me', ...me, '--user', 'Sam@Hartley.example', '--keep']
    mkdirSync(join(folder, 'kept'), { recursive: true })
    const opening = await openEmbedded(join(folder, 'kept/database'))
    await opening.migrate('drizzle')
    await createUser(opening.db, {
      id: 'sam',
      email: 'sam@hartley.example',
      name: 'Sam Hartley',
      timeZone: 'Europe/Berlin',
      timeZoneChosen: true,
      settings: defaultSettings,
      createdAt: Temporal.Now.instant(),
    })
    await opening.close()
    const first = await run(args, env)
    const second = await run(args, env)
    expect([first.code, second.code]).toEqual([0, 0])
    expect(first.said).toContain('Kept for sam@hartley.example.')
    expect(second.said).toContain('New here: 0 messages and 0 meetings.')
    const database = await openEmbedded(join(folder, 'kept/database'))
    const [connection] = await database.db.select().from(connections)
    const rows = await database.db.select({ id: facts.id }).from(facts)
    await database.close()
    expect(connection).toMatchObject({ userId: 'sam', provider: 'file', refreshToken: null })
    expect(first.said).toContain(`Read ${rows.length - meetingsIn(first.said)} messages`)
  }, 120_000)
})

const meetingsIn = (said: string) => Number(/and ([\d,]+) meetings/.exec(said)?.[1] ?? 0)

describe('what cannot be read', () => {
  test('is said in one sentence that names the file; the others are read', async () => {
    const zip = write('takeout.zip', 'PK\x03\x04more')
    const pst = write('outlook.pst', '!BDNmore')
    const text = write('diary.txt', 'Dear diary,\n')
    const empty = join(folder, 'nothing')
    mkdirSync(empty)
    const cut = write('cut.mbox.gz', gzipSync(mbox).subarray(0, 10_000))
    const good = join(folder, 'takeout/Mail/All mail.mbox')
    const missing = join(folder, 'missing.mbox')
    const { code, said } = await run([zip, pst, text, empty, cut, missing, good, '--me', ...me])
    expect(code).toBe(1)
    expect(said).toContain(`${zip} is cut off or damaged`)
    expect(said).toContain(`${pst} is an Outlook data file (.pst)`)
    expect(said).toContain(`${text} is neither mail (.mbox, .eml), a calendar (.ics) nor an address book (.vcf, .csv).`)
    expect(said).toContain(`${empty} holds no mail, no calendar and no address book.`)
    expect(said).toContain(`${missing} does not exist.`)
    expect(said).toContain(`${cut} is damaged or cut off`)
    expect(said).toContain('MAREN OKAFOR')
  }, 60_000)

  test('alone ends with an exit code of its own', async () => {
    expect(await run([join(folder, 'missing.mbox'), '--me', ...me])).toMatchObject({ code: 1 })
  })

  test.each([
    [['--me', 'a@x.example'], 'Name the files or folders to read.'],
    [['file.mbox', '--keep'], 'Say whom it is kept for, with --me or --user.'],
    [['file.mbox', '--me', 'a@x.example', '--user', 'nobody'], 'nobody is no mail address.'],
    [['file.mbox', '--mine', 'a@x.example'], '--mine is not known here.'],
  ])('%j is answered with how it is written', (args, sentence) => {
    expect(() => readWish(args)).toThrow(ConfigError)
    expect(() => readWish(args)).toThrow(sentence)
  })

  test.each(['--help', '-h'])('%s is answered with all there is to say, and reads nothing', async (flag) => {
    expect(await run([flag])).toEqual({ code: 0, said: help, shown: [] })
    expect(help).toContain('npm run import -- FILE... [--me ADDRESS...]')
    expect(help).toContain('.zip, .tgz, .tar')
  })

  test('several addresses and files may stand in any order', () => {
    expect(
      readWish(['--me', 'A@x.example', 'b@x.example', 'one.mbox', '--user', 'c@x.example', 'two.ics', '--keep']),
    ).toEqual({
      paths: ['one.mbox', 'two.ics'],
      me: ['a@x.example', 'b@x.example'],
      keep: 'c@x.example',
    })
  })
})
