/** `npm run hostile`: hostile names, subjects, headers, titles, places and dates through everything that reads or shows them. */
import { parseArgs } from 'node:util'
import { openServer } from '../../../src/db/server/open.ts'
import { startPostgres } from '../../support/postgres.ts'
import { walkPages } from './pages.ts'
import { readAll } from './readers.ts'
import { textsOf } from './texts.ts'
import { goThrough } from './through.ts'

const help = `npm run hostile -- [--count N] [--shown N] [--through N] [--seed N]

--count N    texts, each through functions that read what strangers write, in turn       (100000)
--shown N    of these on pages, in calendar files and in links, on both databases          (2000)
--through N  of these in mailboxes and calendars that are read at both providers           (2000)
--seed N     the same seed makes the same texts                                               (1)
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      count: { type: 'string', default: '100000' },
      shown: { type: 'string', default: '2000' },
      through: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  const texts = textsOf(Number(values.seed), Number(values.count))
  const read = await readAll(texts, 12)
  report(`${texts.length} texts read, ${read.calls} calls`, read.wrong)
  const shown = texts.slice(0, Number(values.shown))
  const half = Math.ceil(shown.length / 2)
  const here = await walkPages(shown.slice(0, half))
  report(`${half} texts on ${here.pages} pages, embedded, ${here.equal} the same as their twins`, here.wrong)
  const server = await startPostgres()
  const there = await walkPages(shown.slice(half), openServer(await server.create('hostile'), 4)).finally(() =>
    server.stop(),
  )
  report(
    `${shown.length - half} texts on ${there.pages} pages, on a server, ${there.equal} the same as their twins`,
    there.wrong,
  )
  const wrong = [...read.wrong, ...here.wrong, ...there.wrong]
  for (let from = 0; from < Number(values.through); from += 400) {
    const some = await goThrough(texts.slice(from, from + 400))
    report(`${some.texts} texts in a mailbox and a calendar at both providers`, some.wrong)
    wrong.push(...some.wrong)
  }
  return wrong.length ? 1 : 0
}

function report(what: string, wrong: readonly string[]): void {
  process.stdout.write(`${what}: ${wrong.length ? `${wrong.length} do not hold` : 'all holds'}\n`)
  for (const one of wrong.slice(0, 30)) process.stdout.write(`- ${one}\n`)
}

process.exitCode = await main()
