import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteUser } from '../../../src/db/accounts/users.ts'
import { type LinkPurpose, links } from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { renderSent } from '../../../src/work/letter/outbox.ts'
import { letterOf } from '../../../src/work/letter/recheck.ts'
import { findLink, linksFor } from '../../../src/work/mail/links.ts'
import { maren, monday, type Stage, setStage, teo } from '../letter/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage({ people: [maren, teo] })
  await stage.run(monday.add({ hours: 1 }))
})
afterAll(() => stage.close())

const letter = async () => {
  const [row] = await stage.digests()
  if (!row) throw new Error('no letter')
  return row
}
const addressesIn = (text: string) => [...text.matchAll(/http:\/\/localhost:8787\/[^\s"<>]*/g)].map(([url]) => url)
const tokenOf = (url: string) => /\/(?:coffee|do|unsubscribe)\/([\w-]+)/.exec(url)?.[1] ?? ''

/** The token of each purpose for the first person of the letter. */
async function tokens(): Promise<Map<LinkPurpose, string>> {
  const row = await letter()
  const { links: made } = await linksFor(stage.deps, row, letterOf(row))
  const card = row.items[0]?.card
  if (!card) throw new Error('no card')
  const { coffee, notNow, spoken, elsewhere, letGo } = made.card(card)
  const urls = { coffee, not_now: notNow, spoken, elsewhere, let_go: letGo, unsubscribe: made.unsubscribe }
  return new Map(Object.entries(urls).map(([purpose, url]) => [purpose as LinkPurpose, tokenOf(url)]))
}

describe('the links of a letter', () => {
  test('every one that left is stored by its hash alone, and opens what it is for', async () => {
    const [mail] = stage.mails
    const urls = new Set([...addressesIn(mail?.html ?? ''), ...addressesIn(mail?.text ?? '')])
    const made = new Set([...urls].map(tokenOf).filter(Boolean))
    const rows = await stage.db.select().from(links)
    expect(made.size).toBe(2 * 5 + 1)
    expect(rows).toHaveLength(made.size)
    for (const token of made) {
      expect(token).toMatch(/^[\w-]{22}$/)
      expect(JSON.stringify(rows)).not.toContain(token)
      expect(rows.map(({ hash }) => hash)).toContain(await sha256(token))
    }
  })

  test('are made again alike, so that the outbox shows the letter that left', async () => {
    const [mail] = stage.mails
    const again = await renderSent(stage.deps, await letter())
    expect(again).toEqual({ html: mail?.html, text: mail?.text, subject: mail?.subject, headers: mail?.headers })
  })

  test('belong to one letter, one person and one purpose', async () => {
    const row = await letter()
    const other = await linksFor(stage.deps, { ...row, id: 'another letter' }, letterOf(row))
    const own = await linksFor(stage.deps, row, letterOf(row))
    const all = [...own.rows, ...other.rows].map(({ hash }) => hash)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('a token', () => {
  test.each([
    'coffee',
    'not_now',
    'spoken',
    'elsewhere',
    'let_go',
    'unsubscribe',
  ] as const)('for %s opens that and nothing else', async (purpose) => {
    const token = (await tokens()).get(purpose) ?? ''
    const found = await findLink(stage.deps, token, [purpose])
    expect(found).toMatchObject({ row: { purpose, userId: 'sam' }, user: { id: 'sam' } })
    expect(found?.row.address).toBe(purpose === 'unsubscribe' ? null : (await letter()).items[0]?.card?.address)
    expect(await findLink(stage.deps, token, ['meet', 'keep', 'resume'])).toBeNull()
  })

  test('that is wrong, altered, cut or empty opens nothing', async () => {
    const token = (await tokens()).get('coffee') ?? ''
    const altered = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`
    for (const wrong of [
      altered,
      token.slice(1),
      `${token}A`,
      token.toLowerCase(),
      '',
      await sha256(token),
      '../',
      '%00',
    ])
      expect(await findLink(stage.deps, wrong, ['coffee'])).toBeNull()
  })

  test.each([
    ['coffee', 14],
    ['not_now', 60],
  ] as const)('for %s works for %i days', async (purpose, days) => {
    const token = (await tokens()).get(purpose) ?? ''
    const at = (hours: number) => ({ ...stage.deps, now: () => monday.add({ hours: 24 * days + hours }) })
    expect(await findLink(at(-1), token, [purpose])).not.toBeNull()
    expect(await findLink(at(2), token, [purpose])).toBeNull()
  })

  test('that stops the letter never ends', async () => {
    const token = (await tokens()).get('unsubscribe') ?? ''
    const late = { ...stage.deps, now: () => monday.add({ hours: 24 * 3650 }) }
    expect(await findLink(late, token, ['unsubscribe'])).not.toBeNull()
  })

  test('that was revoked opens nothing', async () => {
    const token = (await tokens()).get('let_go') ?? ''
    const hash = await sha256(token)
    await stage.db.update(links).set({ revokedAt: stage.now() }).where(eq(links.hash, hash))
    expect(await findLink(stage.deps, token, ['let_go'])).toBeNull()
  })

  test('of a user who is gone opens nothing', async () => {
    const token = (await tokens()).get('unsubscribe') ?? ''
    await deleteUser(stage.db, 'sam')
    expect(await findLink(stage.deps, token, ['unsubscribe'])).toBeNull()
    expect(await stage.db.select().from(links)).toEqual([])
  })
})
