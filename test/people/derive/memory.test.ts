/** Who is who, remembered from one derivation to the next: what may be remembered, and what may not. */
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { anew, begin, goOn, type Life, put } from './growing.ts'
import { mail, talk } from './life.ts'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const anna = 'Anna Berg <anna@acme.example>'
const tom = 'Tom Hall <tom@gamma.example>'
const past = [...talk(anna, [400, 300, 200, 100, 50]), ...talk(tom, [390, 290, 30])]

async function lived(facts: readonly StoredFact[]): Promise<Life> {
  const life = begin(facts)
  await goOn(life, true)
  return life
}

/** Whether the others were left alone; in either case everybody is who they are by everything. */
async function remembers(life: Life): Promise<boolean> {
  const went = await goOn(life)
  expect(went.resumed).toBe(true)
  expect(plain(went.derived)).toEqual(plain(await anew(life)))
  return went.remembered
}

describe('no address is held against the others again', () => {
  test('when somebody known writes, under the name that they have', async () => {
    const life = await lived(past)
    for (const fact of talk(anna, [1, 0.5])) put(life, fact)
    expect(await remembers(life)).toBe(true)
  })
  test('when a program writes for the first time, which is nobody else', async () => {
    const life = await lived(past)
    put(life, mail({ from: 'Shop News <no-reply@shop.example>', days: 1, signals: ['list-unsubscribe'] }))
    expect(await remembers(life)).toBe(true)
    expect((await goOn(life)).derived.people.map(({ address }) => address)).toContain('no-reply@shop.example')
  })
  test('when the owner decides something about one of them that does not say who they are', async () => {
    const life = await lived(past)
    const at = life.checkpoint?.until
    if (!at) throw new Error('a checkpoint')
    life.decisions.set('tom@gamma.example', [{ kind: 'let_go', at }])
    expect(await remembers(life)).toBe(true)
    expect((await goOn(life)).derived.people.map(({ state }) => state)).toContain('let_go')
  })
})

describe('all addresses are held against each other', () => {
  test('when a new person writes', async () => {
    const life = await lived(past)
    put(life, mail({ from: 'Anna Berg <anna@home.example>', days: 1 }))
    expect(await remembers(life)).toBe(false)
  })
  test('when somebody known is called by another name', async () => {
    const life = await lived(past)
    put(life, mail({ from: 'Anna Moss <anna@acme.example>', days: 1 }))
    expect(await remembers(life)).toBe(false)
  })
  test('when one of three who had moved to another firm writes from the old one again', async () => {
    const movers = ['Ida Moss', 'Kai Lund', 'Una Reed'].flatMap((name) => {
      const local = name.toLowerCase().replace(' ', '.')
      return [
        ...talk(`${name} <${local}@old.example>`, [700, 650]),
        ...talk(`${name} <${local}@new.example>`, [400, 300]),
      ]
    })
    const life = await lived(movers)
    put(life, mail({ from: 'Ida Moss <ida.moss@new.example>', days: 1.5 }))
    expect(await remembers(life)).toBe(true)
    const before = (await goOn(life)).derived.people
    put(life, mail({ from: 'Ida Moss <ida.moss@old.example>', days: 1 }))
    put(life, mail({ from: 'Kai Lund <kai.lund@old.example>', days: 1 }))
    const went = await goOn(life)
    expect(went.remembered).toBe(false)
    expect(plain(went.derived)).toEqual(plain(await anew(life)))
    expect(plain(went.derived.people)).not.toEqual(plain(before))
  })
  test('when a name turns out to be borne at three places at one time', async () => {
    const career = ['a', 'b', 'c'].flatMap((place, at) =>
      talk(`Ida Moss <ida@${place}-firm.example>`, [900 - at * 250, 860 - at * 250]),
    )
    const life = await lived(career)
    const places = ['a', 'b'].map((place) => mail({ from: `Ida Moss <ida@${place}-firm.example>`, days: 1 }))
    for (const fact of places) put(life, fact)
    const went = await goOn(life)
    expect(went.remembered).toBe(false)
    expect(plain(went.derived)).toEqual(plain(await anew(life)))
  })
})

describe('the mark that somebody bears', () => {
  const marks = ({ rows }: Life) => new Map([...rows].map(([address, { mark }]) => [address, mark]))
  test('stays where only others wrote, and is the same when everything is counted again', async () => {
    const life = await lived(past)
    const before = marks(life)
    for (const fact of talk(anna, [1])) put(life, fact)
    await goOn(life)
    const since = marks(life)
    expect(since.get('tom@gamma.example')).toBe(before.get('tom@gamma.example'))
    expect(since.get('anna@acme.example')).not.toBe(before.get('anna@acme.example'))
    life.checkpoint = undefined
    life.rows.clear()
    await goOn(life)
    expect(marks(life)).toEqual(since)
  })
  test('is another one once a month has passed of those that are shown', async () => {
    const life = await lived([...past, ...talk('Kim <kim@acme.example>', [1_200, 1_100])])
    const before = marks(life)
    life.now += 29 * 86_400_000
    await goOn(life)
    expect(marks(life).get('tom@gamma.example')).not.toBe(before.get('tom@gamma.example'))
    expect(marks(life).get('kim@acme.example')).toBe(before.get('kim@acme.example'))
  })
})
