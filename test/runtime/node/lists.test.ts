/** The long lists that the bundle for Workers asks for among its assets. */
import { expect, test } from 'vitest'
import { allLists, standIn } from '../../../scripts/worker/lists.ts'
import { createLists, listsPath } from '../../../src/workers/lists.ts'

const answering = (answer: () => Response) => {
  const asked: string[] = []
  const fetch = async (address: string) => {
    asked.push(new URL(address).pathname)
    return answer()
  }
  return { asked, fetch }
}

test('a list is read once, and says so where it is asked for too early', async () => {
  const lists = createLists()
  const days = lists.later<string>('days')
  expect(days).toThrow('the list days is not read yet')
  const assets = answering(() => Response.json({ days: 'Christmas Day', more: 1 }))
  for (let times = 0; times < 2; times++) expect(await lists.findFault(assets)).toBe(null)
  expect(assets.asked).toEqual([listsPath])
  expect(days()).toBe('Christmas Day')
})

test('what keeps the lists away is said with its remedy, and they are asked for again', async () => {
  const lists = createLists()
  lists.later('days')
  expect(await lists.findFault(undefined)).toBe(
    'wrangler.toml does not bind the assets; put `binding = "ASSETS"` below `[assets]`',
  )
  const remedy = 'see `[assets]` in wrangler.toml and run `npm run deploy`'
  expect(await lists.findFault(answering(() => new Response('', { status: 404 })))).toBe(
    `/assets/lists.json is not among the assets (404); ${remedy}`,
  )
  expect(await lists.findFault(answering(() => Response.json({ other: '' })))).toBe(
    `/assets/lists.json is of another version; ${remedy}`,
  )
  for (const broken of [answering(() => new Response('<html>')), { fetch: () => Promise.reject(new Error('reset')) }])
    expect(await lists.findFault(broken)).toBe('/assets/lists.json cannot be read just now')
  expect(await lists.findFault(answering(() => Response.json({ days: '' })))).toBe(null)
})

test('where everything is in the program no assets are asked for', async () => {
  expect(await createLists().findFault(undefined)).toBe(null)
})

test('every list comes out of the file as the program has it', () => {
  const all = allLists()
  expect(Object.keys(all).length).toBeGreaterThan(3)
  expect(JSON.parse(JSON.stringify(all))).toStrictEqual(all)
})

test('in the place of a module of lists stand its names, each list for later and the rest as it is', () => {
  const text = standIn(`${process.cwd()}/src/coffee/holidays/table.ts`)
  expect(text).toMatch(/^import \{ lists \} from ".*\/src\/workers\/lists\.ts"\n/)
  expect(text).toContain('export const yearCount = 11\n')
  expect(text).toContain('export const table = lists.later("src/coffee/holidays/table.ts table")\n')
  expect(standIn(`${process.cwd()}/src/coffee/slots.ts`)).toBe(undefined)
})
