/** What the figures of docs/scaling.md rest on and no run measures: a life, prices and limits, each with where it is from. */

export interface Constant {
  readonly value: number
  readonly what: string
  /** Where it is from, and when it was read. */
  readonly source: string
}

/** A typical life: an assumption, to be replaced by one's own. */
export const life = {
  mailsADay: { value: 40, what: 'mails stored a day', source: 'assumed' },
  looksWithNewsADay: { value: 20, what: 'looks a day that bring any', source: 'assumed: 40 mails in waking hours' },
  history: { value: 20_000, what: 'messages read at first', source: 'assumed' },
  listedForOneRead: { value: 1.3, what: 'messages listed for each that is read', source: 'counted on the sample life' },
  people: { value: 1000, what: 'people known', source: 'assumed' },
  pagesAWeek: { value: 10, what: 'pages opened a week', source: 'assumed' },
} as const satisfies Record<string, Constant>

/** What the program does, counted where no row of bench/results.json says it. */
export const counted = {
  looksADay: {
    value: 96,
    what: 'looks a day: mail and calendar, each every 30 minutes',
    source: '`SYNC_INTERVAL_MINUTES`',
  },
  derivationsADay: {
    value: 2.6,
    what: 'times a day that people are worked out',
    source: 'at most: once a day, and for ten pages and a letter a week (src/work/people/news.ts)',
  },
  unitsOfALook: { value: 2, what: 'Gmail units of a look without news', source: 'counted 2026-11-30 on the sample' },
  unitsOfAMail: { value: 20, what: 'Gmail units of a message', source: '`GOOGLE_QUOTA_COSTS`' },
  statementsOfALook: { value: 14, what: 'statements of a look', source: 'counted 2026-11-30 on the sample' },
  cpuOfALook: {
    value: 20,
    what: 'CPU milliseconds of a look',
    source: 'at most: measured 2026-11-30 with the embedded database and the sample in the same process',
  },
  cpuOfAPage: {
    value: 50,
    what: 'CPU milliseconds of a page',
    source: 'at most: docs/performance.md, "What it costs"',
  },
  secondsOfALook: {
    value: 0.4,
    what: 'seconds that a look waits for provider and database',
    source: 'assumed: a request of 300 ms and 14 statements of 5 ms',
  },
  bytesOfAFact: {
    value: 1077,
    what: 'bytes of a stored message with its indexes',
    source: 'measured 2026-11-30: sample life on PostgreSQL 18',
  },
  bytesOfAListing: {
    value: 348,
    what: 'bytes of a listed message with its indexes',
    source: 'measured 2026-11-30: sample life on PostgreSQL 18',
  },
  rowVersionsOfATask: {
    value: 5,
    what: 'rows written anew by each task: the task twice, stream, connection, budget',
    source: 'counted 2026-11-30 in src/db',
  },
} as const satisfies Record<string, Constant>

const workers = 'developers.cloudflare.com/workers/platform/pricing, read 2026-11-30'
const rds = 'Amazon RDS, us-east-1, as others quote it in June 2026, read 2026-11-30'

/** US dollars. */
export const prices = {
  plan: { value: 5, what: 'Workers Paid, a month', source: workers },
  requests: { value: 0.3, what: 'a million requests beyond 10 million', source: workers },
  cpu: { value: 0.02, what: 'a million CPU milliseconds beyond 30 million', source: workers },
  queue: {
    value: 0.4,
    what: 'a million queue operations beyond 1 million; a message is three',
    source: 'developers.cloudflare.com/queues/pricing, read 2026-11-30',
  },
  storage: { value: 0.115, what: 'a GB of database storage (gp3), a month', source: rds },
  database: { value: 47.45, what: 'a database of 2 processors and 4 GB (db.t4g.medium), a month', source: rds },
  mail: { value: 0.1, what: 'a thousand mails', source: 'Amazon SES, as others quote it, read 2026-11-30' },
} as const satisfies Record<string, Constant>

export const included = { requests: 10e6, cpu: 30e6, queue: 1e6 } as const

const gmail = 'developers.google.com/workspace/gmail/api/reference/quota, read 2026-11-22'

export const limits = {
  unitsADay: { value: 80e6, what: 'Gmail units of a project a day, beyond which Google will charge', source: gmail },
  unitsAMinute: { value: 1.2e6, what: 'Gmail units of a project a minute', source: gmail },
  calendarAMinute: {
    value: 10_000,
    what: 'Calendar requests of a project a minute',
    source: 'developers.google.com/workspace/calendar/api/guides/quota, read 2026-11-22',
  },
  connections: {
    value: 100,
    what: 'connections of one Hyperdrive configuration (Workers Paid)',
    source: 'developers.cloudflare.com/hyperdrive/configuration/tune-connection-pool, read 2026-11-30',
  },
  wakeUpsAMinute: { value: 5000, what: 'wake-ups that one run of the clock sends', source: 'src/worker.ts' },
  atOnce: {
    value: 20,
    what: 'invocations of the queue at once',
    source: '`max_concurrency` in wrangler.toml, up to 250',
  },
} as const satisfies Record<string, Constant>
