import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readShared } from '../../../src/web/people/shared.ts'
import { parseHtml } from '../../support/html.ts'
import { addPerson, base, createWorld, dump, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await addPerson(world.deps, { name: 'Teo Vasquez', address: 'teo@vasquez.example' })
  await addPerson(world.deps, { name: 'Teo Vasquez', address: 'teo@second.example' })
  await addPerson(world.deps, { userId: 'eve', name: 'Ida Falk', address: 'ida@falk.example' })
  await addPerson(world.deps, { name: 'Priya Raman', address: 'priya@raman.example', change: { state: 'died' } })
})
afterAll(() => world.database.close())

const share = async (fields: Record<string, string>, as = 'sam') =>
  parseHtml(await world.text(`/share?${new URLSearchParams(fields)}`, as), base)
const field = ({ forms }: Awaited<ReturnType<typeof share>>, action: string, name: string) =>
  forms.find((form) => form.action.endsWith(action))?.fields.find((one) => one.name === name)?.value

describe('what another app shares', () => {
  test('fills the form for somebody new with the address in it and the name before it', async () => {
    for (const text of ['Ida Falk <ida@falk.example>', 'mailto:ida@falk.example', 'Write to (ida@falk.example).']) {
      const page = await share({ text })
      expect(field(page, '/people', 'address')).toBe('ida@falk.example')
    }
    expect(field(await share({ text: '"Falk, Ida" <ida@falk.example>' }), '/people', 'name')).toBe('Falk, Ida')
  })

  test('leads to the notes of whoever has that address already, with the line in the form', async () => {
    const page = await share({ title: 'The book', text: 'for teo@vasquez.example, by Friday' })
    const way = page.links.find(({ text }) => text.startsWith('Note it for'))
    expect(way?.text).toBe('Note it for Teo Vasquez')
    const person = parseHtml(await world.text(way?.href.replace(base, '') ?? '', 'sam'), base)
    expect(field(person, '/note', 'note')).toBe('The book for teo@vasquez.example, by Friday')
  })

  test('leads to whoever is named in it, and to whomever a search finds; two of one name by their addresses', async () => {
    const named = await share({ text: 'Teo Vasquez wants to read Stoner' })
    expect(named.links.filter(({ text }) => text.startsWith('Note it')).map(({ text }) => text)).toEqual([
      'Note it for Teo Vasquez, teo@second.example',
      'Note it for Teo Vasquez, teo@vasquez.example',
    ])
    const found = await share({ text: 'wants to read Stoner', q: 'second' })
    expect(found.text).toContain('Note it for Teo Vasquez')
    expect((await share({ text: 'x', q: 'falk' })).text).toContain('Nobody found for “falk”')
  })

  test('asks for nothing about somebody who has died', async () => {
    expect((await share({ text: 'priya@raman.example' })).text).not.toContain('Note it')
  })

  test('changes nothing, whatever comes, and needs its owner to be signed in', async () => {
    const before = await dump(world.deps)
    for (const text of ['ida@falk.example', '"><script>alert(1)</script>', '\u202Egnp.exe', '@'.repeat(900), ''])
      for (const method of ['GET', 'HEAD']) {
        const answer = await world.get(`/share?${new URLSearchParams({ text })}`, 'sam', { method })
        expect(answer.status).toBe(200)
        expect(await answer.text()).not.toMatch(/<script|\u202E/)
      }
    expect(await dump(world.deps)).toBe(before)
    const away = await world.get('/share?text=ida@falk.example')
    expect([away.status, away.headers.get('location')]).toEqual([302, '/?to=%2Fshare%3Ftext%3Dida%40falk.example'])
  })
})

test('what a phone sends twice stands there once', () => {
  const page = 'https://read.example/stoner'
  expect(readShared(['Stoner', `Stoner ${page}`, page]).line).toBe(`Stoner ${page}`)
  expect(readShared([undefined, '', undefined])).toEqual({ line: '', address: undefined })
  expect(readShared(['a@b', 'a@b.example@c', '@x.example']).address).toBeUndefined()
})
