/**
 * How much memory one person's program takes at most, from the sample account to the third letter: `node --import tsx
 * bench/start/three-letters.ts`. It takes as long as the sample is read at its pace, some minutes.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createBrowser } from '../../test/support/browser.ts'
import { freeAddress, whenCurrent } from '../../test/support/mailbox.ts'

/** What a small machine has to spare for it. */
const mostMb = 384
const letters = 3
const mostMinutes = 20

const countLettersIn = /\/outbox\/[^"/]+\/letter/g

const folder = mkdtempSync(join(tmpdir(), 'coffee-letters-'))
const { PORT, BASE_URL } = await freeAddress()
const env = { PATH: process.env.PATH ?? '', DATA_DIR: folder, PORT, BASE_URL, LOG_LEVEL: 'error' }
const child = spawn(process.execPath, ['scripts/start/start.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
const ended = once(child, 'exit')
try {
  while (
    !(await fetch(BASE_URL).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await wait(50)
  const browser = createBrowser(BASE_URL)
  const consent = await browser.follow(await browser.get('/'), 'Connect a sample account')
  await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
  await whenCurrent(browser, mostMinutes * 60)
  say('read')
  for (let letter = 1; letter <= letters; letter++) {
    await browser.submit(await browser.get('/outbox'), { form: '/outbox/week' })
    const until = Date.now() + mostMinutes * 60_000
    while (countLetters((await browser.get('/outbox')).body) < letter && Date.now() < until) await wait(500)
    say(`letter ${letter}`)
  }
} finally {
  child.kill()
  await ended
  rmSync(folder, { recursive: true, force: true })
}

function countLetters(page: string): number {
  return new Set(page.match(countLettersIn)).size
}

function say(what: string): void {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const mb = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1000)
  console.log(`${what}: ${mb('VmRSS')} MB now, ${mb('VmHWM')} MB at most, of ${mostMb} MB`)
}
