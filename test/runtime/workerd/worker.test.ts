/** The deployed bundle inside workerd: pages, sign-in, and reading through the clock and the queue. */
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { type Browser, createBrowser } from '../../support/browser.ts'

const { APP, HOME } = env

const browse = () =>
  createBrowser(HOME, (request) => (new URL(request.url).origin === HOME ? APP.fetch(request) : fetch(request)))

describe('on Cloudflare Workers', () => {
  test('the landing page and /healthz answer', async () => {
    const browser = browse()
    const landing = await browser.get('/')
    expect(landing.status).toBe(200)
    expect(landing.text).toContain('Coffee soon?')
    expect(landing.links.map(({ text }) => text)).toContain('Connect Google')
    expect((await browser.get('/healthz')).text).toBe('ok')
  })

  test('an account is connected, and the clock and the queue read its whole history', async () => {
    const browser = browse()
    const consent = await browser.follow(await browser.get('/'), 'Connect Google')
    const people = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
    expect([people.status, new URL(people.url).pathname]).toEqual([200, '/people'])
    const phases = await readToTheEnd(browser)
    expect(phases).toEqual({ calendar: 'current', mail: 'current' })
    const kept = await browser.json<{ interactions: unknown[]; people: unknown[] }>('/export.json')
    expect(kept.interactions.length).toBeGreaterThan(2000)
  })
})

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
