/** The sample letter: the real one, of people who do not exist, open to anybody and without effect. */
import { expect, test } from 'vitest'
import { sampleCards } from '../../../src/web/welcome/sample-cards.ts'
import { createWorld } from '../world.ts'

const world = await createWorld()
const links = [
  ...new Set(
    [...(await world.text('/sample-letter')).matchAll(/href="http:\/\/localhost:8787(\/sample-letter\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    ),
  ),
]

test('the front door leads to a whole letter, before anything is connected', async () => {
  expect(await world.text('/')).toContain('href="/sample-letter"')
  const answer = await world.get('/sample-letter')
  const letter = await answer.text()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'unsafe-inline';")
  for (const words of [
    'Three people,',
    'Maren Okafor',
    'Teo Vasquez',
    'Priya Raman',
    '[your answer, in a line]',
    'After the coffee',
    'Everybody in it is made up',
  ])
    expect(letter).toContain(words)
})

test('each of its links stays here, and says what it would do', async () => {
  const letter = await world.text('/sample-letter')
  for (const [, address = ''] of letter.matchAll(/<a href="([^"]+)"/g))
    expect(address).toMatch(/^http:\/\/localhost:8787\/(?:$|sample-letter\/[a-z-]+$)/)
  expect(links.length).toBe(12)
  for (const link of links) {
    const html = await world.text(link)
    expect(html).toContain('A link of the sample letter')
    expect(html).toContain('href="/sample-letter"')
    expect(html).not.toContain('<form')
  }
})

test('a link that no letter has is no page', async () => {
  expect((await world.get('/sample-letter/constructor')).status).toBe(404)
})

test.each(sampleCards('en'))('what stands beside the strip of $name is what it shows', (card) => {
  const [, month = ''] = /(\w+ \d{4})\.$/.exec(card.lastInTouch) ?? []
  expect(card.monthsInWords).toContain(`until ${month}, quiet since.`)
  const quiet = 23 - card.months.findLastIndex((contacts) => contacts > 0)
  expect(card.since).toBe(`${quiet} months since your last email or meeting.`)
  expect(card.opener.text.split(/\s+/).length).toBeLessThan(60)
})
