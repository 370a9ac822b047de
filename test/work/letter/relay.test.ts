/** The letter over a real line: read from the sample account, sent by the relay's own protocol, and parsed as a mail program does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { findUser, type User } from '../../../src/db/accounts/users.ts'
import { listDigests } from '../../../src/db/digests.ts'
import { links } from '../../../src/db/schema.ts'
import { lastSlot, nextSlot } from '../../../src/letter/week.ts'
import { createMailer } from '../../../src/mail/relay.ts'
import { OWNER } from '../../../src/sample/history/owner.ts'
import { sha256 } from '../../../src/seal.ts'
import { previewLetter } from '../../../src/work/letter/preview.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { type Relay, startRelay } from '../../support/relay.ts'
import { smallHistory } from '../../support/small.ts'

let relay: Relay
let program: Program
let user: User
beforeAll(async () => {
  relay = await startRelay()
  const env = { SMTP_URL: relay.url }
  const mailer = createMailer(readConfig(env), { pool: true })
  if (!mailer) throw new Error('no relay')
  program = await startProgram({ history: smallHistory(['maren', 'kenji', 'priya', 'teo', 'dana']), env, mailer })
  const id = await program.connect()
  await program.settle()
  const found = await findUser(program.deps.db, id)
  if (!found) throw new Error('no user')
  user = found
})
afterAll(async () => {
  await program.deps.mailer?.close()
  await program.stop()
  await relay.close()
})

const slot = () => nextSlot(program.deps.now(), user.settings, user.timeZone)
const digests = () => listDigests(program.deps.db, user.id, 10)

describe('a letter over the line', () => {
  test('leaves out whoever wrote just before its hour: the mailbox is looked at once more', async () => {
    const shown = (await previewLetter(program.deps, user)).letter?.cards ?? []
    expect(shown.length).toBeGreaterThan(1)
    const [writes] = shown
    const { at } = slot()
    program.jump(at.subtract({ minutes: 1 }))
    program.sample.deliver({
      from: { address: writes?.address ?? '', name: writes?.name ?? '' },
      to: [{ address: OWNER.addresses[0] ?? '', name: OWNER.name }],
      subject: 'A word before breakfast',
    })
    program.jump(at)
    await program.settle()
    const [row] = await digests()
    expect(row).toMatchObject({ state: 'sent', sends: 1, problem: null })
    const names = row?.items.map(({ card }) => card?.name)
    expect(names?.length).toBeGreaterThan(0)
    expect(names).not.toContain(writes?.name)
  })

  test('arrived once, readable in both parts, with the headers that a mailbox provider asks for', async () => {
    const [row] = await digests()
    expect(relay.caught).toHaveLength(1)
    const [{ mail, to } = { mail: null, to: [] }] = relay.caught
    expect(to).toEqual([user.email])
    const header = (name: string) => mail?.headers.filter(({ key }) => key === name).map(({ value }) => value)
    expect(mail?.messageId).toBe(row?.messageId)
    expect(mail?.subject).toBe(row?.letter.subject)
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
    expect(header('list-unsubscribe')).toEqual([
      expect.stringMatching(/^<http:\/\/localhost:8787\/unsubscribe\/[\w-]{22}>$/),
    ])
    expect(header('auto-submitted')).toEqual(['auto-generated'])
    for (const { card } of row?.items ?? []) {
      expect(mail?.html).toContain(card?.name)
      expect(mail?.text?.toUpperCase()).toContain(card?.name.toUpperCase())
    }
  })

  test('every link of ours in it is known by its hash', async () => {
    const text = `${relay.caught[0]?.mail.text} ${relay.caught[0]?.mail.html}`
    const tokens = new Set(
      [...text.matchAll(/\/(?:coffee|do|unsubscribe)\/([\w-]{22})/g)].map(([, token]) => token ?? ''),
    )
    const known = new Set((await program.deps.db.select().from(links)).map(({ hash }) => hash))
    expect(tokens.size).toBeGreaterThan(5)
    for (const token of tokens) expect(known).toContain(await sha256(token))
  })

  test('the next week’s names nobody of it', async () => {
    program.jump(slot().at)
    await program.settle()
    const [second, first] = await digests()
    expect(second?.week).toBe(lastSlot(program.deps.now(), user.settings, user.timeZone).week)
    const before = first?.items.map(({ addressHash }) => addressHash)
    for (const { addressHash } of second?.items ?? []) expect(before).not.toContain(addressHash)
    expect(relay.caught).toHaveLength(2)
    expect(relay.caught[1]?.mail.messageId).not.toBe(relay.caught[0]?.mail.messageId)
  })
})
