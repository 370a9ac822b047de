/**
 * `npm run example`: prints the worked example of docs/understand.md: what the program makes of a corner of the sample’s mail,
 * from counts to the letter. `npm run example -- --write` puts it into the page.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { findUser } from '../../src/db/accounts/users.ts'
import { type KnownPerson, listPeople } from '../../src/db/people.ts'
import { answer, reviving } from '../../src/letter/choose/worth.ts'
import type { Card } from '../../src/letter/types.ts'
import { unusualFrom } from '../../src/people/judge/figures.ts'
import { rank } from '../../src/people/judge/rank.ts'
import { previewLetter } from '../../src/work/letter/preview.ts'
import { startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

const page = 'docs/understand.md'
const marks = ['<!-- example -->', '<!-- /example -->'] as const

/** A Monday morning, always the same one. */
const begin = Temporal.Instant.from('2026-11-23T07:10:00Z')
const names = ['maren', 'kenji', 'teo', 'elin']

/** The part of the page between its marks, as the program would have it now. */
export async function writeExample(): Promise<string> {
  const history = smallHistory(names, begin.toZonedDateTimeISO('UTC').toPlainDate())
  const program = await startProgram({ begin, history })
  try {
    const userId = await program.connect()
    await program.settle()
    const now = program.deps.now()
    const user = await findUser(program.deps.db, userId)
    if (!user) throw new Error('nobody is here')
    const place = { timeZone: 'Europe/Berlin', locale: null }
    const people = (await listPeople(program.deps.db, userId)).map((person) => ({
      person,
      // Five years are read, as the program is set.
      standing: rank(person, now, now.subtract({ hours: 24 * 365 * 5 }), place),
    }))
    const { letter } = await previewLetter(program.deps, user)
    const rows = people
      .filter(({ standing }) => standing.sinceDays !== undefined)
      .toSorted((a, b) => worth(b) - worth(a) || (a.person.name < b.person.name ? -1 : 1))
    return [
      '| who | messages out, in | days with any | usual gap | silent | unusual from | likely | worth |',
      '|---|---|---|---|---|---|---|---|',
      ...rows.map(({ person, standing }) => rowOf(person, standing)),
      '',
      ...rows.map(({ person, standing }) => `- **${person.name}**: ${standing.why}`),
      '',
      `So the letter of that Monday names ${(letter?.cards ?? []).map(cardOf).join('; ')}.`,
    ].join('\n')
  } finally {
    await program.stop()
  }
}

type Standing = ReturnType<typeof rank>

const worth = ({ standing }: { standing: Standing }) =>
  standing.due ? answer(standing.warm) * (1 + (standing.sinceDays ?? 0)) ** reviving : 0

function rowOf(person: KnownPerson, standing: Standing): string {
  const tie = person.relationship
  const gap = tie.typicalGapDays
  const cells = [
    person.name,
    `${tie.out}, ${tie.in}`,
    tie.activeDays,
    gap === undefined ? 'none yet' : `${Math.round(gap)} days`,
    `${Math.floor(standing.silentDays ?? 0)} days`,
    `${Math.round(unusualFrom(tie))} days`,
    standing.due ? `${(100 * answer(standing.warm)).toFixed(1)} %` : '',
    standing.due ? worth({ standing }).toFixed(2) : '',
  ]
  return `| ${cells.join(' | ')} |`
}

/** How it is worded differs from user to user, so that only what leads the card is told. */
const cardOf = ({ name, reason }: Card) => `${name}, led by \`${reason}\``

/** The page with this between its marks. */
export const intoPage = (text: string, example: string): string =>
  text.replace(new RegExp(`${marks[0]}[^]*${marks[1]}`), () => `${marks[0]}\n${example}\n${marks[1]}`)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const example = await writeExample()
  if (process.argv.includes('--write')) writeFileSync(page, intoPage(readFileSync(page, 'utf8'), example))
  else console.log(example)
}
