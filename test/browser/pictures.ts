/** Draws the pictures of docs/pictures anew from the sample account: `npm run pictures`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { eq, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { chromium, type Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { createApp } from '../../src/app.tsx'
import { addNotes } from '../../src/db/decisions.ts'
import * as schema from '../../src/db/schema.ts'
import { startProgram } from '../support/program.ts'
import { findChromium } from './chromium.ts'

/** A Monday morning, always the same one, so that pictures differ only where pages do. */
const begin = Temporal.Instant.from('2026-11-23T07:10:00Z')

interface Look {
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  /** Without any style sheet, as a mail program shows it that knows none. */
  readonly bare?: boolean
  /** Cuts the picture below this. */
  readonly height?: number
}

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'docs/pictures' }, only: { type: 'string', default: '' } },
})
mkdirSync(values.out, { recursive: true })

let answer: RequestListener = (_request, response) => response.writeHead(503).end()
const server = createServer((request, response) => answer(request, response))
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
const base = `http://localhost:${(server.address() as AddressInfo).port}`
const program = await startProgram({ env: { BASE_URL: base }, begin })
const app = new Hono()
app.use('/assets/*', serveStatic({ root: 'src/web' }))
app.route('/', createApp(program.deps))
answer = getRequestListener(app.fetch)
const browser = await chromium.launch({
  executablePath: findChromium(process.env),
  args: ['--no-sandbox', '--lang=en-GB'],
})
const page = await browser.newPage({ baseURL: base, reducedMotion: 'reduce', locale: 'en-GB' })
const printer = await browser.newPage()

try {
  await drawAll()
} finally {
  await browser.close()
  server.closeAllConnections()
  server.close()
  await program.stop()
}

/** Goes through the product once, and takes a picture of every state worth showing. */
async function drawAll() {
  await page.goto(base)
  await take('landing')
  await take('landing-phone', { width: 390, theme: 'dark', height: 1400 })
  await page.goto(`${base}/sample-letter`)
  await take('sample-letter', { width: 660, height: 1500 })
  await page.goto(base)
  await page.getByRole('link', { name: /^Connect a / }).click()
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Allow' }).click()
  await program.settle()

  await page.goto('/people')
  await take('people', { height: 1500 })
  await take('people-phone', { width: 390, theme: 'dark', height: 1500 })
  await page.goto('/letter')
  await take('letter-page', { height: 1500 })
  const person = await page.locator('section.card h2 a').nth(1).getAttribute('href')
  await page.goto(person ?? '')
  await take('person', { height: 1500 })
  await page.goto(`${person}/coffee`)
  await take('coffee')
  await take('coffee-phone', { width: 390, theme: 'dark', height: 1500 })
  await page.goto('/settings')
  await take('settings')
  await page.goto('/account')
  await take('account')
  await page.goto('/account/assistants')
  await take('assistants', { height: 1200 })
  await page.goto('/setup')
  await take('setup', { height: 1400 })
  await takeInGerman()

  await page.goto('/letter')
  await page.getByRole('button', { name: /^Send/ }).click()
  await program.settle()
  await openLetter()
  await take('letter', { width: 660, height: 1750 })
  await take('letter-dark', { width: 660, theme: 'dark', height: 1750 })
  await take('letter-phone', { width: 390, theme: 'dark', height: 1750 })
  await take('letter-bare', { width: 660, height: 1750, bare: true })

  await program.deps.db.update(schema.people).set({ state: 'let_go' })
  program.jump(begin.add({ hours: 24 * 7 }))
  await program.settle()
  await openLetter()
  await take('empty-week', { width: 660 })

  // By now everybody was worked out anew.
  await noteForNextWeek()
  program.jump(begin.add({ hours: 24 * 14 }))
  await program.settle()
  await openLetter()
  await take('promise-phone', { width: 390, height: 1900 })
  await take('promise-phone-dark', { width: 390, theme: 'dark', height: 1900 })
}

/** The same account, of somebody who reads German: people, and the letter before it leaves, on a phone. */
async function takeInGerman() {
  const { db } = program.deps
  const read = (letterTongue: 'en' | 'de') =>
    db
      .update(schema.users)
      .set({ settings: sql`${schema.users.settings} || ${JSON.stringify({ letterTongue })}::jsonb` })
  await read('de')
  await page.goto('/people')
  await take('people-german', { height: 1500 })
  await page.goto('/letter')
  await take('letter-german-phone', { width: 390, theme: 'dark', height: 1500 })
  await read('en')
}

/** Something promised to somebody, for the Wednesday after. */
async function noteForNextWeek() {
  const { db, seal } = program.deps
  const [one] = await db.select().from(schema.people).where(eq(schema.people.name, 'Maren Okafor'))
  if (!one) throw new Error('the sample has no Maren')
  const addressHash = await seal.sign(one.address, 'address')
  const due = begin
    .add({ hours: 24 * 16 })
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .toString()
  await addNotes(db, [
    {
      id: 'promised',
      userId: one.userId,
      addressHash,
      at: program.deps.now(),
      text: 'Send the map of the coast path',
      due,
    },
  ])
}

/** The newest letter of the outbox, as a page of its own. */
async function openLetter() {
  await page.goto('/outbox')
  await page.goto((await page.locator('iframe').first().getAttribute('src')) ?? '')
}

/** Two thirds of the size where it is wide, and WebP: a picture stays under 80 KB. */
async function take(name: string, { width = 1200, theme = 'light', bare = false, height }: Look = {}) {
  if (!name.includes(values.only)) return
  await page.emulateMedia({ colorScheme: theme })
  await page.setViewportSize({ width, height: 900 })
  if (bare)
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('style')) one.remove()
    })
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  const clip = { x: 0, y: 0, width, height: Math.min(whole, height ?? whole) }
  const png = await page.screenshot({ fullPage: true, clip })
  const webp = await toWebp(printer, png.toString('base64'), width > 800 ? 2 / 3 : 1)
  writeFileSync(`${values.out}/${name}.webp`, webp)
  process.stdout.write(`${name} ${Math.ceil(webp.length / 1024)} KB\n`)
}

/** The browser has an encoder of its own. */
async function toWebp(printer: Page, png: string, scale: number): Promise<Buffer> {
  const address = await printer.evaluate(
    async ({ source, scale }) => {
      const image = new Image()
      image.src = `data:image/png;base64,${source}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(image.width * scale)
      canvas.height = Math.round(image.height * scale)
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('this browser cannot draw')
      pen.imageSmoothingQuality = 'high'
      pen.drawImage(image, 0, 0, canvas.width, canvas.height)
      return canvas.toDataURL('image/webp', 0.6)
    },
    { source: png, scale },
  )
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}
