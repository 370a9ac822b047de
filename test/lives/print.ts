/** `npm run letters`: prints the letters of made-up lives, week by week, as their receiver reads them. */
import { isDeepStrictEqual, parseArgs } from 'node:util'
import * as z from 'zod'
import { tongues } from '../../src/settings.ts'
import { consultant } from './consultant.ts'
import { languages } from './languages.ts'
import { live, type Week } from './live.ts'
import { manager } from './manager.ts'
import type { Life } from './pen.ts'
import { namesOf, repeatsOf, wordsOf } from './repeats.ts'
import { sample } from './sample.ts'
import { student } from './student.ts'

const help = `npm run letters -- [--life NAME] [--weeks N] [--tongue en|de] [--idle]

Lives five made-up lives for some weeks in the real program and prints every letter that it sends, without addresses.

--life NAME  only this one: consultant, student, manager, languages, sample
--weeks N    how many weeks   (12)
--tongue T   in which the letters are written: en, de   (en)
--idle       the owner does nothing; otherwise they write to the first whom a letter names
`

const lives: Readonly<Record<string, () => Life | Promise<Life>>> = { consultant, student, manager, languages, sample }

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      life: { type: 'string' },
      lives: { type: 'boolean' },
      weeks: { type: 'string', default: '12' },
      idle: { type: 'boolean', default: false },
      tongue: { type: 'string', default: 'en' },
      help: { type: 'boolean', default: false },
    },
  })
  const wanted = Object.entries(lives).filter(([name]) => !values.life || values.life === name)
  if (values.help || !wanted.length) {
    process.stdout.write(help)
    return values.help ? 0 : 2
  }
  for (const [name, make] of wanted) {
    const life = await make()
    const weeks = await live(life, {
      weeks: Number(values.weeks),
      acts: !values.idle,
      staging: { settings: { letterTongue: z.enum(tongues).parse(values.tongue) } },
    })
    for (const week of weeks) print(name, week)
    process.stdout.write(summary(life, weeks))
  }
  return 0
}

function print(life: string, { week, text, letter }: Week): void {
  const head = `===== ${life}, week ${week + 1}`
  process.stdout.write(
    text === null ? `${head}: no letter\n\n` : `${head}: ${letter?.subject}\n\n${readable(text)}\n\n`,
  )
}

function summary(life: Life, weeks: readonly Week[]): string {
  const letters = weeks.flatMap(({ letter }) => letter ?? [])
  const same = weeks.filter(({ letter, shown }) => letter && isDeepStrictEqual(letter, shown)).length
  const said = repeatsOf(letters, namesOf(life))
  const most = Math.max(0, ...letters.map(wordsOf))
  const lines = [
    `##### ${life.name}: ${letters.length} letters, ${same} as shown an hour before, at most ${most} words`,
  ]
  return `${[...lines, `said again within four letters: ${said.length}`, ...said].join('\n')}\n\n`
}

/** Without the lines of links and the foot, which are the same in each. */
const readable = (text: string) =>
  (text.split('\n-- \n')[0] ?? '')
    .split('\n')
    .filter((line) => !/https?:\/\//.test(line))
    .join('\n')

process.exitCode = await main()
