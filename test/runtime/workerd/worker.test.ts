/** The deployed bundle inside workerd: pages, sign-in, and reading through the clock and the queue. */
import { env } from 'cloudflare:workers'
import { describe, expect, inject, test } from 'vitest'
import { type Browser, createBrowser } from '../../support/browser.ts'

const { APP, BARE, HOME } = env

const browse = () =>
  createBrowser(HOME, (request) => (new URL(request.url).origin === HOME ? APP.fetch(request) : fetch(request)))

describe('on Cloudflare Workers', () => {
  test('the landing page, /healthz and /readyz answer', async () => {
    const browser = browse()
    const landing = await browser.get('/')
    expect(landing.status).toBe(200)
    expect(landing.text).toContain('Coffee soon?')
    expect(landing.links.map(({ text }) => text)).toContain('Connect Google')
    expect((await browser.get('/healthz')).text).toBe('ok')
    for (let times = 0; times < 3; times++) expect((await browser.get('/readyz')).text).toBe('ready')
  })

  test('what a page loads comes from beside the Worker, with its headers', async () => {
    const style = await APP.fetch(new Request(`${HOME}/assets/app.css`))
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
    expect([style.headers.get('cache-control'), style.headers.get('x-content-type-options')]).toEqual([
      'public, max-age=3600',
      'nosniff',
    ])
    expect((await APP.fetch(new Request(`${HOME}/assets/none.css`))).status).toBe(404)
  })

  test('deployed without what stands beside it, it says so and does nothing', async () => {
    const said = async (path: string) => {
      const answer = await BARE.fetch(new Request(HOME + path))
      return [answer.status, await answer.text()]
    }
    const why = 'wrangler.toml does not bind the assets; put `binding = "ASSETS"` below `[assets]`'
    expect(await said('/')).toEqual([
      503,
      `This server is being brought up to date, and nothing is lost. For whoever runs it: ${why}.`,
    ])
    expect(await said('/readyz')).toEqual([503, why])
    expect(await said('/healthz')).toEqual([200, 'ok'])
  })

  test('a page that only Node can serve says so, in the tongue of the browser', async () => {
    const said = async (path: string, tongue: string) => {
      const answer = await APP.fetch(new Request(`${HOME}${path}`, { headers: { 'accept-language': tongue } }))
      return [answer.status, /<h1>(.*?)<\/h1>/.exec(await answer.text())?.[1]]
    }
    for (const path of ['/connect/mailbox', '/import']) {
      expect(await said(path, 'en-GB,en'), path).toEqual([404, 'Not on this server'])
      expect(await said(path, 'de-DE,de;q=0.9'), path).toEqual([404, 'Nicht auf diesem Server'])
    }
  })

  test('an account is connected, the clock and the queue read its whole history, and a letter leaves over a real line', async () => {
    const browser = browse()
    const consent = await browser.follow(await browser.get('/'), 'Connect Google')
    const people = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
    expect([people.status, new URL(people.url).pathname]).toEqual([200, '/people'])
    const phases = await readToTheEnd(browser)
    expect(phases).toEqual({ calendar: 'current', mail: 'current' })
    const kept = await browser.json<{ interactions: unknown[]; people: unknown[] }>('/export.json')
    expect(kept.interactions.length).toBeGreaterThan(2000)
    await derivedToTheEnd(browser)
    const page = await browser.get('/letter')
    expect(page.text).toContain('Three people')
    await browser.submit(page, { form: '/letter/send' })
    const letter = await letterAtTheRelay()
    expect(letter.subject).toBe('Your first letter: three people')
    expect(letter.text).toMatch(/^Plan a coffee: http:\/\/localhost:8787\/coffee\/[\w-]{22}$/m)
    expect(letter.html).toContain('Plan a coffee')
  })
})

interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The letter as it came over a socket of the worker. */
async function letterAtTheRelay(): Promise<Letter> {
  for (let second = 0; second < 40; second++) {
    await APP.scheduled({ cron: '* * * * *' })
    const [letter] = (await (await fetch(inject('surroundings').caught)).json()) as Letter[]
    if (letter) return letter
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error('no letter arrived')
}

/** The clock goes on until everybody is worked out from everything. */
async function derivedToTheEnd(browser: Browser): Promise<void> {
  for (let second = 0; second < 40; second++) {
    await APP.scheduled({ cron: '* * * * *' })
    const page = await browser.get('/letter')
    if (page.forms.some(({ action }) => action.endsWith('/letter/send')) && page.text.includes('Three people')) return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

/** The clock runs every second here instead of every minute. */
async function readToTheEnd(browser: Browser): Promise<Record<string, string>> {
  for (let second = 0; second < 50; second++) {
    expect(await APP.scheduled({ cron: '* * * * *' })).toMatchObject({ outcome: 'ok' })
    const { connections } = await browser.json<{ connections: { streams: { kind: string; phase: string }[] }[] }>(
      '/status.json',
    )
    const phases = Object.fromEntries(
      connections.flatMap(({ streams }) => streams.map(({ kind, phase }) => [kind, phase])),
    )
    if (Object.values(phases).every((phase) => phase === 'current')) return phases
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error(`not read in time: ${(await browser.get('/status.json')).text}`)
}
