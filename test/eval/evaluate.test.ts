/** The whole command on small made-up sets: what it answers, that no answer knows the future, and what a bad file does. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../bench/eval/evaluate.ts'
import { addresses, correspondence, folder, mail, names, owner, subjects } from './corpus-made.ts'

const asked = '2024-10-15T00:00:00.000Z'
const task = { task: `${owner}@@2024-10-15`, user: owner, at: asked, candidates: [...addresses, 'nobody@n.test'] }

async function run(files: Parameters<typeof folder>[0], only?: string) {
  const out = folder({})
  const said: string[] = []
  const { tables, failed } = await evaluate({ dir: folder(files), out, only, users: 10 }, (line) => said.push(line))
  const answers = (name: string) =>
    readFileSync(join(out, `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { tables, failed, said: said.join('\n'), files: readdirSync(out).sort(), answers }
}

describe('a corpus with tasks', () => {
  const box = { 'box.jsonl.gz': correspondence(), 'box-tasks.jsonl': [task] }

  test('is answered with every candidate, the closest of those long silent first', async () => {
    const { answers, files, tables } = await run(box)
    expect(files).toEqual(
      ['letters', 'point-faults', 'points', 'reconnect-chosen', 'reconnect', 'strength'].map(
        (one) => `box-${one}.jsonl`,
      ),
    )
    const [{ ranking } = { ranking: [] }] = answers('box-reconnect')
    expect((ranking as string[]).toSorted()).toEqual(task.candidates.toSorted())
    // Ivo wrote most and last; nobody is not known at all.
    expect(ranking).toMatchObject({ 0: addresses[7], 1: addresses[6], 8: 'nobody@n.test' })
    expect(tables).not.toContain('NDCG@5')
    expect(answers('box-point-faults')).toEqual([])
  })

  test('of less than a year is asked for strength every four weeks, once the owner has sent ten messages', async () => {
    const { answers } = await run(box)
    const days = answers('box-strength').map(
      ({ at }) => (Date.parse(String(at)) - Date.UTC(2024, 0, 1, 9)) / 86_400_000,
    )
    expect(days).toEqual([84, 112, 140, 168])
  })

  test('is scored where the truth lies beside it', async () => {
    const gains = Object.fromEntries(task.candidates.map((one) => [one, one === addresses[7] ? 2 : 0]))
    const silence = Object.fromEntries(task.candidates.map((one) => [one, 70]))
    const truth = [{ task: task.task, user: owner, gains, silence, initiated: {} }]
    const { tables } = await run({ ...box, 'box-truth.jsonl': truth })
    expect(tables).toMatch(/\| \*\*warm\*\* \| 1\.000 \[1\.000, 1\.000\] \| 1\.000 \[1\.000, 1\.000\] \| – \|/)
    expect(tables).toMatch(/\| most overdue \| 0\./)
    expect(tables).toMatch(/\| as in letters \| 1 \| 3 \| 1\.00 \| 67 % \| \d+ days \| 33 % \| 0 % /)
  })

  test('prints points that are true, each with the records that it rests on', async () => {
    const { answers, tables } = await run(box)
    const points = answers('box-points')
    const ids = new Set(correspondence().map(({ id }) => id))
    expect(points.length).toBeGreaterThan(20)
    for (const { user, person, evidence } of points) {
      expect(user).toBe(owner)
      expect(addresses).toContain((person as string[])[0])
      for (const id of evidence as string[]) expect(ids).toContain(id)
    }
    expect(points.map(({ kind }) => kind)).toContain('last_thread')
    const quotes = points.flatMap(({ quote }) => quote ?? [])
    expect(quotes.length).toBeGreaterThan(0)
    for (const quote of quotes) expect(subjects).toContain(quote)
    expect(tables).toContain(`| **all** | ${points.length} | ${points.length} |`)
  })

  test('knows nothing at a moment of what came after it', async () => {
    const later = [
      ...correspondence(),
      ...names.flatMap((name, i) => [
        mail(288.7 + i, name, true, { subject: 'Later' }),
        mail(288.8 + i, name, false, { subject: 'Re: Later' }),
      ]),
      mail(289, 'Dora Moor <dora@new-place.test>', false),
    ]
    const before = await run({ 'box.jsonl': correspondence(), 'box-tasks.jsonl': [task] })
    const after = await run({ 'box.jsonl': later, 'box-tasks.jsonl': [task] })
    for (const name of ['box-reconnect', 'box-reconnect-chosen', 'box-letters'])
      expect(after.answers(name)).toEqual(before.answers(name))
    // The year of points ends with the corpus: only these months are asked of both.
    const common = (points: readonly Record<string, unknown>[]) =>
      points.filter(({ at }) => String(at) > '2023-12' && String(at) < '2024-09')
    const points = common(before.answers('box-points'))
    expect(points.length).toBeGreaterThan(20)
    expect(common(after.answers('box-points'))).toEqual(points)
  })

  test('is asked for strength at the given tasks where there are some', async () => {
    const { answers } = await run({ ...box, 'box-strength-tasks.jsonl': [{ ...task, at: '2024-08-01' }] })
    const [{ at, scores } = { at: '', scores: {} }] = answers('box-strength')
    expect(at).toBe('2024-08-01')
    const of = scores as Record<string, number>
    expect(of[addresses[7] ?? '']).toBeGreaterThan(of[addresses[0] ?? ''] ?? 0)
    expect(of['nobody@n.test']).toBe(0)
  })
})

describe('other sets', () => {
  const senders = [
    mail(1, 'Ben Moor <ben@b.test>', false, { subject: 'Re: proofs', headers: { 'in-reply-to': '<1@home.test>' } }),
    mail(2, 'Shop <no-reply@shop.test>', false, {
      subject: 'Sale',
      headers: { 'list-unsubscribe': '<https://x.test>' },
    }),
  ]
  const gold = senders.map(({ id, from }, i) => ({ id, sender: from, kind: 'k', person: i === 0 }))
  const identities = [
    { id: '1', set: 's', name: 'Benedict Moor', email: 'ben@b.test', messages: 3 },
    { id: '2', set: 's', name: 'Benedict Moor', email: 'ben.moor@c.test', messages: 1 },
    { id: '3', set: 's', name: 'Cleo Moor', email: 'cleo@b.test' },
  ]
  const files = {
    'senders.jsonl': senders,
    'senders-gold.jsonl': gold,
    'identities.jsonl': identities,
    'identities-gold.jsonl': [1, 1, 2].map((cluster, i) => ({ id: `${i + 1}`, set: 's', cluster: `${cluster}` })),
  }

  test('say of every message whether a person sent it', async () => {
    const { answers, tables } = await run(files, 'senders')
    expect(answers('senders')).toEqual([
      { id: senders[0]?.id, person: true },
      { id: senders[1]?.id, person: false },
    ])
    expect(tables).toContain('| messages, all | 2 | 1.000 / 1.000 / 1.000 | 1.000 / 1.000 / 1.000 |')
  })

  test('put the addresses of one human together', async () => {
    const { answers, tables, files: written } = await run(files, 'identities')
    const [first, second, third] = answers('identities')
      .toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
      .map(({ cluster }) => cluster)
    expect(first).toBe(second)
    expect(third).not.toBe(first)
    expect(tables).toContain('| s | 3 | 2 | 1.000 / 1.000 / 1.000 |')
    expect(written).toEqual(['identities-suggested.jsonl', 'identities.jsonl'])
  })

  test('go on where one set cannot be read, which is named', async () => {
    const {
      failed,
      said,
      files: written,
    } = await run({ ...files, 'bad.jsonl': [mail(1, 'b@b.test', true), { user: 1 }] })
    expect(failed).toBe(true)
    expect(said).toMatch(/bad is not answered\. bad\.jsonl, line 2: “user”: /)
    expect(written).toContain('senders.jsonl')
    expect(written.filter((name) => name.startsWith('bad'))).toEqual([])
  })

  test('are all refused under a name that none of them has', async () => {
    await expect(run(files, 'nothing')).rejects.toThrow('holds no set of the name nothing')
  })
})
