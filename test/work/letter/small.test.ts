import { afterEach, describe, expect, test } from 'vitest'
import { previewLetter } from '../../../src/work/letter/preview.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { exchanges, friend } from '../../lives/pen.ts'
import { monday, type Stage, setStage, sunday } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())

const [ana, bo, cleo] = [
  friend('Ana Prats', 'a.example'),
  friend('Bo Lind', 'b.example'),
  friend('Cleo May', 'c.example'),
]

async function begin() {
  stage = await setStage({ people: [] })
  await stage.store([
    ...exchanges(ana, [40, 30, 20, 3], ['Library on Sunday']),
    ...exchanges(bo, [38, 28, 16], ['Kayak weekend']),
    ...exchanges(cleo, [35, 22, 9], ['Seminar paper']),
  ])
  await requestDerive(stage.db, 'sam', sunday)
  await stage.run(sunday.add({ minutes: 1 }))
}

describe('the first letter of a small mailbox', () => {
  test('says who is there, with whom it is longest, what it cannot know yet, and what would help', async () => {
    await begin()
    const { letter } = await previewLetter(stage.deps, await stage.user())
    expect(letter).toMatchObject({ kind: 'beginning', headline: ['Who is here', 'so far'], cards: [] })
    expect(letter?.intro).toContain('I found three people you really write to, since October 2026: ')
    for (const { name } of [ana, bo, cleo]) expect(letter?.intro).toContain(name)
    expect(letter?.intro).toContain('It is longest since you and Bo Lind were in touch: 2 weeks.')
    expect(letter?.intro).toContain('I can’t know yet, so I call nobody quiet.')
    const labels = letter?.notices.flatMap(({ links }) => links.map(({ label }) => label)) ?? []
    expect(labels).toEqual(['Write to Bo or plan a coffee', expect.stringContaining('Connect another')])
    expect(letter?.notices.map(({ text }) => text).join(' ')).toContain('exported to files')
    expect(`${letter?.intro} ${letter?.preheader}`).not.toMatch(/people who matter|unusually|quiet week/)
  })

  test('goes out as it is shown, and is followed by nothing empty in the same words', async () => {
    await begin()
    const { letter } = await previewLetter(stage.deps, await stage.user())
    await stage.run(monday.add({ hours: 1 }))
    expect(stage.mails[0]?.subject).toBe('Your first letter: who is here')
    expect(stage.mails[0]?.text.replace(/\s+/g, ' ')).toContain(letter?.intro)
    await stage.run(monday.add({ hours: 24 * 70 }))
    const intros = (await stage.digests()).filter(({ state }) => state === 'sent').map(({ letter: one }) => one.intro)
    expect(new Set(intros).size).toBe(intros.length)
  })
})
