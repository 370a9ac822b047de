/** Exporting, disconnecting and deleting want a sign-in of the last hour, and lead through one. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { OWNER, WORK } from '../../../src/sample/history/owner.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import { agree, type Browser, later, linkIn, openSigning, type Stage, sendLinks } from './stage.ts'

let stage: Stage
let browser: Browser
beforeAll(async () => {
  stage = await openSigning()
})
afterAll(() => stage.close())
beforeEach(async () => {
  await stage.program.deps.db.delete(schema.users)
  browser = openBrowser(stage.program)
  await connect(browser)
  await agree(browser, await browser.get('/connect/microsoft'))
})

const counts = async () => {
  const { db } = stage.program.deps
  return [(await db.select().from(schema.users)).length, (await db.select().from(schema.connections)).length]
}

test('within the hour nothing is in the way', async () => {
  later(stage.program, { minutes: 58 })
  expect((await browser.get('/export.json')).status).toBe(200)
  const account = await browser.get('/account')
  expect(account.text).not.toContain('sign in once more')
  const [one] = await stage.program.deps.db.select().from(schema.connections)
  const answer = await browser.submit(account, { form: `${one?.id}/disconnect`, fields: { confirm: one?.email ?? '' } })
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('Disconnected')])
  expect((await browser.get('/account')).text).toMatch(/An account at (?:Google|Microsoft) was disconnected/)
})

describe('after an hour', () => {
  beforeEach(() => later(stage.program, { minutes: 61 }))

  test('the export says why it is not there, and is after signing in, which leads back', async () => {
    const refused = await browser.get('/export.json')
    expect([refused.status, refused.headers.get('content-disposition')]).toEqual([403, null])
    expect(refused.text).toContain('You signed in more than an hour ago')
    const asked = await browser.follow(refused, 'Sign in with the sample account')
    expect(new URL(asked.url).searchParams.get('prompt')).toBe('select_account')
    const back = await agree(browser, asked)
    expect(back.url).toContain('/account#export')
    expect((await browser.get('/export.json')).status).toBe(200)
  })

  test('disconnecting and deleting change nothing until then, and the account page says so beforehand', async () => {
    const account = await browser.get('/account')
    expect(account.text).toContain('To export, to disconnect or to delete, sign in once more first')
    const before = await counts()
    const form = account.forms.findIndex(({ action }) => action.endsWith('/account/delete'))
    const refused = await browser.submit(account, { form, fields: { confirm: OWNER.address } })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Nothing was changed')])
    for (const [index, { action }] of account.forms.entries())
      if (action.includes('/disconnect'))
        for (const confirm of [OWNER.address, WORK])
          expect([400, 403]).toContain((await browser.submit(account, { form: index, fields: { confirm } })).status)
    expect(await counts()).toEqual(before)
    const asked = await browser.follow(refused, 'Sign in with the sample work account')
    expect(new URL(asked.url).searchParams.get('prompt')).toBe('login')
    const back = await agree(browser, asked)
    expect(back.url).toContain('/account#leaving')
    const gone = await browser.submit(back, {
      form: back.forms.findIndex(({ action }) => action.endsWith('/account/delete')),
      fields: { confirm: OWNER.address },
    })
    expect(gone.text).toContain('Everything is deleted')
    expect(await counts()).toEqual([0, 0])
  })

  test('an account that is new here is taken only after signing in, or it would be a way around it', async () => {
    const { db } = stage.program.deps
    const work = eq(schema.connections.provider, 'microsoft')
    await db.delete(schema.connections).where(work)
    await db.delete(schema.identities).where(eq(schema.identities.provider, 'microsoft'))
    await db.delete(schema.provenAddresses).where(eq(schema.provenAddresses.address, WORK))
    const refused = await agree(browser, await browser.get('/connect/microsoft'))
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('which is new here')])
    expect(await counts()).toEqual([1, 1])
    const signedIn = await agree(openBrowser(stage.program), await openBrowser(stage.program).get('/signin/microsoft'))
    expect(signedIn.status).not.toBe(200)
    const asked = await browser.follow(refused, 'Sign in with the sample account')
    await agree(browser, await agree(browser, asked))
    expect(await counts()).toEqual([1, 2])
    expect((await browser.get('/account')).text).toContain('Something that needs a fresh sign-in was asked for')
  })

  test('a link to confirm an address, which would be another way in, goes out only after signing in', async () => {
    const { db } = stage.program.deps
    await db.delete(schema.provenAddresses).where(eq(schema.provenAddresses.address, WORK))
    const refused = await browser.submit(await browser.get('/letter'), { form: '/letter/confirm' })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Nothing was changed')])
    expect(await db.select().from(schema.confirmations)).toEqual([])
    await agree(browser, await browser.follow(refused, 'Sign in with the sample account'))
    await browser.submit(await browser.get('/letter'), { form: '/letter/confirm' })
    expect(await db.select().from(schema.confirmations)).toMatchObject([{ address: WORK }])
  })

  test('an account that signs in here already is connected anew without that', async () => {
    expect((await agree(browser, await browser.get('/connect/microsoft'))).status).toBe(200)
  })

  test('at a provider that says when it asked, an old answer counts for nothing and is written down', async () => {
    stage.program.microsoft?.askedAgo(7200)
    try {
      const refused = await agree(browser, await browser.get('/signin/microsoft?to=%2Faccount'))
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('without asking who you are')])
      expect((await browser.get('/export.json')).status).toBe(403)
      expect((await browser.get('/account')).text).toContain('the provider had not asked for it anew')
      stage.program.microsoft?.askedAgo(5)
      await agree(browser, await browser.get('/signin/microsoft?to=%2Faccount'))
      expect((await browser.get('/export.json')).status).toBe(200)
    } finally {
      stage.program.microsoft?.askedAgo(null)
    }
  })

  test('whoever has lost the accounts at both providers deletes by a link in a mail', async () => {
    const before = stage.relay.caught.length
    const refused = await browser.get('/export.json')
    const form = await browser.follow(refused, 'Have a link mailed to you')
    const asked = await browser.submit(form, { form: '/signin/link', fields: { address: OWNER.address } })
    expect(asked.text).toContain('a link is on its way')
    await sendLinks(stage.program)
    const [mail] = stage.relay.caught.slice(before)
    const page = await browser.get(linkIn(mail?.mail.text))
    const back = await browser.submit(page)
    expect(back.url).toContain('/account#export')
    const gone = await browser.submit(back, {
      form: back.forms.findIndex(({ action }) => action.endsWith('/account/delete')),
      fields: { confirm: OWNER.address },
    })
    expect(gone.text).toContain('Everything is deleted')
  })
})
