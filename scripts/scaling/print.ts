/** `npm run scaling`: prints what 1,000 and 100,000 users need and cost; `-- --write` writes it into docs/scaling.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Result } from '../../bench/result.ts'
import { type Constant, counted, life, limits, prices } from './constants.ts'
import { type Measures, readMeasures } from './measured.ts'
import { costsOf, limitsOf, needsOf } from './work-out.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const page = join(root, 'docs', 'scaling.md')

/** The figures as the markdown between the marks of docs/scaling.md. */
export function scalingTables(measures: Measures): string {
  const columns = [1000, 100_000].map((users) => {
    const needs = needsOf(users, measures)
    return { needs, costs: costsOf(needs) }
  })
  const row = (what: string, of: (column: (typeof columns)[number]) => string) =>
    `| ${what} | ${columns.map(of).join(' | ')} |`
  const needed = [
    '| in a month | 1,000 users | 100,000 users |\n|---|---|---|',
    row('tasks done a day', ({ needs }) => round(needs.tasksADay)),
    row('requests to the Worker', ({ needs }) => round(needs.requests)),
    row('CPU milliseconds', ({ needs }) => round(needs.cpuMs)),
    row('queue operations', ({ needs }) => round(needs.queueOperations)),
    row('letters', ({ needs }) => round(needs.mails)),
    row('GB in the database', ({ needs }) => round(needs.gigabytes)),
    row('statements a second', ({ needs }) => round(needs.statementsASecond)),
    row('row versions a day that vacuum clears away', ({ needs }) => round(needs.rowVersionsADay)),
    row('Gmail units a day, all accounts at Google', ({ needs }) => round(needs.gmailUnitsADay)),
    row('first readings a day below the threshold', ({ needs }) => round(needs.firstReadingsADay)),
    row('invocations of the queue at once', ({ needs }) => round(needs.atOnce)),
    row('connections in use at once', ({ needs }) => round(needs.connections)),
  ]
  const dollars = [
    '| US dollars a month | 1,000 users | 100,000 users |\n|---|---|---|',
    ...(
      [
        ['Workers Paid', 'plan'],
        ['requests', 'requests'],
        ['CPU', 'cpu'],
        ['queue', 'queue'],
        ['database', 'database'],
        ['mail', 'mail'],
        ['together', 'whole'],
      ] as const
    ).map(([what, key]) => row(what, ({ costs }) => round(costs[key]))),
    row('for each user', ({ needs, costs }) => (costs.whole / needs.users).toFixed(3)),
  ]
  const ends = limitsOf(measures).map(({ what, users }) => `| ${what} | ${round(users)} |`)
  const sources = [
    ...Object.entries({ ...measures }).flatMap(([name, { value, source }]) =>
      source.startsWith('bench') ? [line({ value, source, what: measureWords[name as keyof Measures] })] : [],
    ),
    ...[life, counted, prices, limits].flatMap((group) => Object.values<Constant>(group).map(line)),
  ]
  return [
    needed.join('\n'),
    dollars.join('\n'),
    `| what is reached first | users |\n|---|---|\n${ends.join('\n')}`,
    `| figure | value | from |\n|---|---|---|\n${sources.join('\n')}`,
  ].join('\n\n')
}

const measureWords: Readonly<Record<keyof Measures, string>> = {
  derive: 'CPU milliseconds to work out people after one new message, for each thousand of them',
  letter: 'CPU milliseconds of a letter, of a mailbox larger than that of the life below',
  look: 'CPU milliseconds of a look, as measured',
  statements: 'statements of a look, as measured',
  fact: 'bytes of a stored message with its indexes, as measured',
}

const line = ({ what, value, source }: Constant) => `| ${what} | ${exact(value)} | ${source} |`
const exact = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 3 })
/** Two digits: no more is known. */
const round = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 2 })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = JSON.parse(readFileSync(join(root, 'bench', 'results.json'), 'utf8')) as Result[]
  const tables = scalingTables(readMeasures(results))
  console.log(tables)
  if (process.argv.includes('--write')) {
    const text = readFileSync(page, 'utf8')
    const marked = `<!-- scaling -->\n${tables}\n<!-- /scaling -->`
    writeFileSync(
      page,
      text.replace(/<!-- scaling -->[\s\S]*<!-- \/scaling -->/, () => marked),
    )
  }
}
