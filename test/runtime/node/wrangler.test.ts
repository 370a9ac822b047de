/** What wrangler.toml asks of Cloudflare, read as wrangler reads it: nothing else would notice that a line of it went. */
import { expect, test } from 'vitest'
import { unstable_readConfig as readConfig } from 'wrangler'

const config = readConfig({ config: 'wrangler.toml' })
const { producers = [] } = config.queues
const consumers: readonly Consumer[] = config.queues.consumers ?? []

interface Consumer {
  readonly queue: string
  readonly dead_letter_queue?: string
  readonly max_concurrency?: number | null
}

test('the Worker runs near its database, which each page asks several times', () => {
  expect(config.placement).toEqual({ mode: 'smart' })
})

test('a wake-up is one task, and no more of them run at once than the database has connections for', () => {
  const wakeUps = consumers.find(({ queue }) => queue === producers[0]?.queue)
  expect(wakeUps).toMatchObject({ max_batch_size: 1, max_batch_timeout: 0 })
  expect(wakeUps?.max_concurrency).toBeGreaterThan(0)
})

test('a wake-up that failed again and again comes to somebody, who counts it for the operator', () => {
  const letters = consumers.flatMap(({ dead_letter_queue: dead }) => dead ?? [])
  expect(letters).toHaveLength(1)
  expect(consumers.map(({ queue }) => queue)).toEqual(expect.arrayContaining(letters))
})

test('no line is kept of each call: the address of a link from a mail is its key', () => {
  expect(config.observability?.logs).toMatchObject({ enabled: true, invocation_logs: false })
})

test('what is due is looked for every minute', () => {
  expect(config.triggers.crons).toEqual(['* * * * *'])
})
