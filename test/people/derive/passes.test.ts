import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { version } from '../../../src/people/derive/checkpoint.ts'
import { unseen } from '../../../src/people/derive/sightings.ts'
import { begin as begun } from '../../../src/people/tie/tie.ts'
import { anew, begin, dayMs, goOn, history, type Life, put, remove, step } from './growing.ts'
import { mail, meeting, talk } from './life.ts'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('whatever happens, going on from a checkpoint says the same of everybody as counting everything again', async () => {
  const went = { on: 0, anew: 0 }
  const remembered = { yes: 0, no: 0 }
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(fc.tuple(step, fc.boolean()), { minLength: 2, maxLength: 14 }),
      async (past, steps) => {
        const life = begin()
        past(life)
        await goOn(life, true)
        for (const [happen, makes] of steps) {
          happen(life)
          const had = life.checkpoint !== undefined
          const { derived, resumed, ...whole } = await goOn(life, makes)
          expect(plain(derived)).toEqual(plain(await anew(life)))
          if (had) went[resumed ? 'on' : 'anew']++
          if (resumed) remembered[whole.remembered ? 'yes' : 'no']++
        }
      },
    ),
    { numRuns: 80 },
  )
  expect(went.on).toBeGreaterThan(2 * went.anew)
  expect(remembered.yes).toBeGreaterThan(remembered.no / 4)
}, 120_000)

const anna = 'Anna Berg <anna@acme.example>'
const past = talk(anna, [400, 300, 200, 100, 50])

/** A life with a checkpoint two days ago. */
async function lived(facts: readonly StoredFact[]): Promise<Life> {
  const life = begin(facts)
  await goOn(life, true)
  return life
}

async function expectSame(life: Life, resumed: boolean): Promise<void> {
  const went = await goOn(life)
  expect(went.resumed).toBe(resumed)
  expect(plain(went.derived)).toEqual(plain(await anew(life)))
}

describe('a checkpoint is gone on from', () => {
  test('when there is new mail, from known and from new people', async () => {
    const life = await lived(past)
    for (const fact of [...talk(anna, [1]), mail({ from: 'Tom <tom@acme.example>', days: 0.5 })]) put(life, fact)
    await expectSame(life, true)
  })
  test('when what is new goes again, or a newer one is made', async () => {
    const life = await lived(past)
    const late = mail({ from: anna, days: 1 })
    put(life, late)
    remove(life, late.factId)
    await expectSame(life, true)
    life.now += 20 * dayMs
    await goOn(life, true)
    put(life, mail({ from: anna, days: -19 }))
    await expectSame(life, true)
  })
  test('when a second address of somebody known turns up', async () => {
    const life = await lived(past)
    put(life, mail({ to: ['Anna Berg <anna@home.example>'], days: 1 }))
    await expectSame(life, true)
    expect((await goOn(life)).derived.people).toHaveLength(1)
  })
  test('when a copy of something old comes through another account', async () => {
    const life = await lived(past)
    const old = past[2]
    if (old?.kind !== 'mail') throw new Error('a message')
    put(life, { ...old, factId: 'copy', connectionId: 'c2', thread: 'there', at: old.at.add({ hours: 24 * 299 }) })
    await expectSame(life, true)
  })
  test('when something is decided that does not change who is who', async () => {
    const life = await lived(past)
    life.decisions.set('anna@acme.example', [{ kind: 'let_go', at: past[0]?.kind === 'mail' ? past[0].at : never() }])
    await expectSame(life, true)
    expect((await goOn(life)).derived.people[0]?.state).toBe('let_go')
  })
})

test('both passes together ask once which copies of new messages are known', async () => {
  const life = await lived(past)
  for (const fact of talk(anna, [1, 0.5])) put(life, fact)
  life.asked.length = 0
  expect((await goOn(life)).resumed).toBe(true)
  expect(life.asked).toHaveLength(1)
})

describe('everything is counted anew', () => {
  test('when another address turns out to be the owner’s', async () => {
    const life = await lived([...past, mail({ from: 'Me <me@alias.example>', days: 30 })])
    put(life, mail({ from: 'Me <me@alias.example>', to: ['anna@acme.example'], days: 1, outgoing: true }))
    await expectSame(life, false)
  })
  test('when two known people turn out to be one', async () => {
    const life = await lived([...past, mail({ from: 'ab@beta.example', days: 30 })])
    put(life, mail({ to: ['Anna Berg <ab@beta.example>'], days: 1 }))
    await expectSame(life, false)
    expect((await goOn(life)).derived.people).toHaveLength(1)
  })
  test('when the owner says that two known people are one, or none', async () => {
    const life = await lived([...past, mail({ from: 'Tom <tom@beta.example>', days: 30 })])
    const at = life.checkpoint?.until ?? never()
    life.decisions.set('tom@beta.example', [{ kind: 'merge', at, with: 'anna@acme.example' }])
    await expectSame(life, false)
  })
  test('when it mattered for an introduction whether somebody is a person', async () => {
    const intro = mail({ from: anna, to: ['me@own.example', 'Tom <tom@beta.example>'], days: 40, subject: 'Meet Tom' })
    const life = await lived([...past, intro, ...talk('Tom <tom@beta.example>', [35])])
    life.decisions.set('tom@beta.example', [{ kind: 'robot', at: life.checkpoint?.until ?? never() }])
    await expectSame(life, false)
  })
  test('when a meeting that had begun is over', async () => {
    const long = meeting({ days: 3, with: [anna] })
    const life = await lived([
      ...past,
      { ...long, when: { start: long.when.start, end: long.when.start.add({ hours: 90 }) } },
    ])
    await expectSame(life, true)
    life.now += dayMs
    await expectSame(life, false)
  })
  test('when days and months are those of another zone', async () => {
    const life = await lived(past)
    life.timeZone = 'Pacific/Auckland'
    await expectSame(life, false)
  })
  test('after a month, and when the clock went back', async () => {
    const life = await lived(past)
    life.now -= 1
    await expectSame(life, false)
    life.now += 31 * dayMs
    await expectSame(life, false)
  })
})

test('threads that two accounts name differently stay one across a checkpoint', async () => {
  const first = { ...mail({ from: anna, days: 30, thread: 'here' }), dedupeKey: 'one' }
  const copy = { ...first, factId: 'z-copy', connectionId: 'c2', thread: 'there' }
  const life = await lived([first, copy])
  put(life, mail({ to: ['anna@acme.example'], days: 1, thread: 'there', subject: 'Garden plans' }))
  await expectSame(life, true)
  expect((await goOn(life)).derived.people[0]?.relationship.threadsByOwner).toBe(0)
})

test('mail that comes back is known for that across a checkpoint', async () => {
  const life = await lived([...past, mail({ to: ['anna@acme.example'], days: 3, thread: 'gone' })])
  const subject = 'Undelivered Mail Returned to Sender'
  put(life, mail({ from: 'mailer-daemon@acme.example', days: 1, thread: 'gone', subject, signals: ['auto-submitted'] }))
  await expectSame(life, true)
  const known = (await goOn(life)).derived.people.find(({ address }) => address === 'anna@acme.example')
  expect(known?.exclusions.map(({ kind }) => kind)).toContain('bounced')
})

const personOf = async (life: Life, address: string) =>
  (await goOn(life)).derived.people.find((one) => one.address === address) ?? never()

test('who introduced whom is known across a checkpoint', async () => {
  const life = await lived([...past, ...talk('Kim <kim@acme.example>', [120])])
  const to = ['me@own.example', 'Tom Hall <tom@beta.example>']
  put(life, mail({ from: anna, to, days: 1.5, subject: 'Tom, meet Sam', thread: 'i' }))
  put(life, mail({ to: ['tom@beta.example'], days: 1, thread: 'i', signals: ['reply'] }))
  put(life, mail({ from: 'Tom Hall <tom@beta.example>', days: 0.5, thread: 'i', signals: ['reply'] }))
  await expectSame(life, true)
  expect((await personOf(life, 'tom@beta.example')).relationship.introducedBy?.personName).toBe('Anna Berg')
})

test('an introduction that the owner made goes on across a checkpoint', async () => {
  const subject = 'Introduction: Anna and Tom'
  const made = mail({ to: [anna, 'Tom Hall <tom@beta.example>'], days: 3, subject, thread: 'i' })
  const life = await lived([...past, ...talk('Tom Hall <tom@beta.example>', [120]), made])
  const to = ['me@own.example', 'tom@beta.example']
  put(life, mail({ from: anna, to, days: 1, subject: `Re: ${subject}`, thread: 'i', signals: ['reply'] }))
  await expectSame(life, true)
  expect((await personOf(life, 'tom@beta.example')).relationship.introduced?.wentOn).toBe(true)
})

test('an address from which the owner sent long ago stays theirs, and is not in use, across a checkpoint', async () => {
  const colleague = 'Kim <kim@firm.example>'
  const large = Array.from({ length: 12 }, (_, i) => `guest${i}@other.example`)
  const life = await lived([
    mail({ from: 'Me <me@firm.example>', to: [colleague], days: 300, outgoing: true }),
    ...talk(colleague, [250, 240]),
    mail({ from: colleague, to: ['me@own.example', ...large], days: 20 }),
  ])
  await expectSame(life, true)
  put(life, mail({ from: 'Me <me@firm.example>', to: [anna], days: 1, outgoing: true }))
  await expectSame(life, true)
  const { exclusions } = await personOf(life, 'kim@firm.example')
  expect(exclusions.map(({ kind }) => kind)).toContain('colleague')
})

test('the next checkpoint counts what came up to it, and no more', async () => {
  const life = await lived(past)
  for (const days of [1, -3, -9, -11]) put(life, mail({ from: anna, days }))
  life.now += 12 * dayMs
  await goOn(life, true)
  expect(life.checkpoint?.until.epochMilliseconds).toBe(life.now - 2 * dayMs)
  await expectSame(life, true)
  put(life, mail({ from: anna, days: -11.5 }))
  await expectSame(life, true)
})

test('of all ties that are known only those of whoever is on what came are unpacked', async () => {
  const life = await lived([...past, ...talk('Tom Hall <tom@beta.example>', [120, 90, 60])])
  const kept = life.checkpoint ?? never()
  const unpacked: number[] = []
  const portion = (at: number) => {
    unpacked.push(at)
    return kept.portion(at)
  }
  life.checkpoint = { ...kept, portion }
  put(life, mail({ from: anna, days: 1 }))
  await goOn(life)
  expect(unpacked).toHaveLength(1)
})

test('a checkpoint of version 14 holds just this: who counts something else raises the version', async () => {
  const life = await lived([...past, meeting({ days: 20, with: [anna], series: 's' })])
  const read = (text = '') => text.split('\n').map((line) => JSON.parse(line.slice(line.indexOf('\t') + 1)))
  const lines = read(life.checkpoint?.state)
  const [, memory, survey] = lines as [unknown, Plain, Plain]
  const [sighting, , ties] = lines.slice(-3) as [Plain, Plain, Plain]
  const [tie] = read(await life.checkpoint?.portion(0)) as [Plain]
  const known = {
    version,
    memory: names(memory),
    survey: names(survey),
    sighting: names(sighting),
    seen: names(unseen('', 0)),
    ties: names(ties),
    began: names(begun()),
  }
  expect({ ...known, tie: names(tie) }).toEqual({
    version: 14,
    memory: 'apart humans lately moments renamed rests',
    survey: 'apart facts holdsUntil lastSent mourning names overheard senders signed spoken',
    // What was counted to nothing is left out.
    sighting: 'addressed firstAt lastAt names signals signed',
    seen: 'address addressed agreed announced direct discussed firstAt issued lastAt listed met names oneWay opened programmed received replies sentTo serviced signals signed',
    ties: 'hushed interactions made others outlines own persons portions seen sentTo weighed',
    tie: 'closest days fadedAt fading firstAt heard in initiated last met months out received sent series small threads threadsByOwner weight',
    began:
      'arranged bouncedAt closest companions crowdAt days delegated fadedAt fading firstAt heard in initiated intro introduced large last matters met months offsets out planned plannedAt private received sent series small threads threadsByOwner threadsByThem titled unansweredInRow weight',
  })
})

type Plain = Record<string, Record<string, Record<string, object>>>
const names = (value: object | undefined) =>
  Object.keys(value ?? {})
    .sort()
    .join(' ')

function never(): never {
  throw new Error('it is there')
}
