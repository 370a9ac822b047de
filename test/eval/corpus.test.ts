/** How a corpus is read: what belongs together, what a record says, whose mailbox it is in, and what is wrong with a line. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCorpus } from '../../bench/eval/corpus.ts'
import { InputError } from '../../bench/eval/lines.ts'
import { recordSchema, toFact, unmask } from '../../bench/eval/record.ts'
import { findSets } from '../../bench/eval/sets.ts'
import { readTasks, weeksBetween } from '../../bench/eval/tasks.ts'
import { folder, mail, owner } from './corpus-made.ts'

const everyone = (id: string, from: string, to: readonly string[]) => ({
  user: '*',
  provider: 'chat',
  id,
  thread: null,
  at: '2024-01-01T00:00:00Z',
  from,
  to,
  cc: [],
})
const read = (lines: readonly object[] | string, more: Parameters<typeof folder>[0] = {}) => {
  const dir = folder({ 'box.jsonl': lines, ...more })
  return readCorpus(findSets(dir).corpora[0] ?? { name: '', records: '' })
}

describe('a folder', () => {
  test('shows by what is in its files which data sets it holds', () => {
    const dir = folder({
      'box.jsonl.gz': [mail(1, 'ben@b.test', true)],
      'box-tasks.jsonl': [{ task: 't', user: owner, at: '2024-02-01', candidates: [] }],
      'box-strength.jsonl': [{ task: 't', user: owner, at: '2024-02-01', candidates: [] }],
      'box-truth.jsonl': [{ task: 't', user: owner, gains: {}, silence: {}, initiated: {} }],
      'box-me.json': '[\n{\n"as_written": "Ada <ada@work.test>"\n}\n]',
      'letters.jsonl': [mail(1, 'ben@b.test', false, { headers: {} })],
      'letters-hidden.jsonl': [mail(1, 'ben@b.test', false, { headers: {} })],
      'letters-gold.jsonl': [{ id: 'm1iben', sender: 'ben@b.test', kind: 'discussion', person: true }],
      'authors.jsonl': [{ id: '1', set: 's', name: 'Ben', email: 'ben@b.test', messages: 1 }],
      'authors-gold.jsonl': [{ id: '1', set: 's', cluster: 'b', known: true }],
      'departments.json': '[{"addr": "x"}]',
    })
    const at = (name: string) => join(dir, name)
    expect(findSets(dir)).toEqual({
      corpora: [
        {
          name: 'box',
          records: at('box.jsonl.gz'),
          me: at('box-me.json'),
          reconnect: at('box-tasks.jsonl'),
          strength: at('box-strength.jsonl'),
          truth: at('box-truth.jsonl'),
        },
      ],
      senders: [
        { name: 'letters-hidden', records: at('letters-hidden.jsonl'), gold: at('letters-gold.jsonl') },
        { name: 'letters', records: at('letters.jsonl'), gold: at('letters-gold.jsonl') },
      ],
      identities: [{ name: 'authors', records: at('authors.jsonl'), gold: at('authors-gold.jsonl') }],
      others: [at('departments.json')],
    })
  })

  test('without any data set is said to have none', () => {
    expect(() => findSets(folder({ 'notes.json': '{}' }))).toThrow(InputError)
    expect(() => findSets('/nowhere/at/all')).toThrow('no folder that can be read')
  })
})

describe('a record', () => {
  const fact = (fields: object) =>
    toFact(recordSchema.parse({ ...mail(1, 'Ben, of Moor <Ben@B.test>', false), ...fields }), 'k')

  test('is read as the product reads a message', () => {
    const headers = {
      'List-Id': '<a.b>',
      'list-unsubscribe': '<mailto:x@b.test>',
      'in-reply-to': '<1@b.test>',
      date: 'Tue, 2 Jan 2024 10:00:00 +0100',
    }
    expect(fact({ subject: 'Proofs\u202E', thread: 't', cc: ['cleo@c.test'], headers })).toMatchObject({
      kind: 'mail',
      factId: 'k',
      thread: 't',
      from: { address: 'ben@b.test', name: 'Ben, of Moor' },
      to: [{ address: owner }],
      cc: [{ address: 'cleo@c.test' }],
      subject: 'Proofs',
      signals: ['list-id', 'list-unsubscribe', 'reply'],
      offsetMinutes: 60,
    })
  })

  test('shows no header that the product does not ask a provider for', () => {
    expect(fact({ headers: { from: 'eve@e.test', 'x-spam-flag': 'YES' } })).toMatchObject({
      from: { address: 'ben@b.test' },
      signals: [],
    })
  })

  test('of a calendar is a meeting with everyone on it, over at once where no end is given', () => {
    const meeting = fact({ provider: 'calendar', thread: 'weekly', to: ['cleo@c.test', owner], subject: 'Tea' })
    expect(meeting).toMatchObject({ kind: 'meeting', series: 'weekly', title: 'Tea', mine: 'accepted' })
    const { when, people } = meeting.kind === 'meeting' ? meeting : { when: undefined, people: [] }
    expect(when?.end.equals(when.start)).toBe(true)
    expect(people.map(({ address, organizer }) => [address, organizer])).toEqual([
      ['ben@b.test', true],
      ['cleo@c.test', false],
      [owner, false],
    ])
  })

  test('has its host without the domain that only keeps mail from being sent', () => {
    expect(unmask('ann@firm.co.uk.example')).toBe('ann@firm.co.uk')
    expect(unmask('ann@firm.example')).toBe('ann@firm.example')
    expect(unmask('ann@firm.example.net')).toBe('ann@firm.example.net')
  })
})

describe('a mailbox', () => {
  test('of everyone on a record holds it, as sent by its sender alone', () => {
    const corpus = read([everyone('1', 'Ann <ann@a.test>', ['ben@b.test', 'cleo@c.test'])])
    const seen = [...corpus.mailboxes].map(([user, [fact]]) => [user, fact?.kind === 'mail' && fact.outgoing])
    expect(seen).toEqual([
      ['ann@a.test', true],
      ['ben@b.test', false],
      ['cleo@c.test', false],
    ])
  })

  test('of one owner knows every way in which they are written', () => {
    const lines = [mail(1, 'ben@b.test', true, { from: 'A. <ada@work.test>' }), mail(2, 'ben@b.test', false)]
    const corpus = read(lines, { 'box-me.json': '[{"as_written": "A. <ada@work.test>"}, {"as_written": "Ada"}]' })
    expect(corpus.ownOf(owner)).toEqual([owner, 'ada@work.test'])
    expect(corpus.mailboxes.get(owner)?.map((fact) => fact.kind === 'mail' && fact.outgoing)).toEqual([true, false])
  })

  test('is in order of time, whatever the order of the lines', () => {
    const corpus = read([mail(9, 'ben@b.test', true), mail(3, 'ben@b.test', false)])
    expect(corpus.mailboxes.get(owner)?.map(({ factId }) => corpus.recordId(factId))).toEqual(['m3iben', 'm9oben'])
  })

  test('counts a line that stands there twice once, and keeps two lines under one id', () => {
    const [one, other] = [mail(1, 'ben@b.test', true), mail(1, 'ben@b.test', true, { subject: 'Another' })]
    const corpus = read([one, one, other])
    const facts = corpus.mailboxes.get(owner) ?? []
    expect(facts.map(({ factId }) => corpus.recordId(factId))).toEqual([one.id, one.id])
    expect(new Set(facts.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
    expect(corpus.remarks).toEqual([
      'box.jsonl, line 3: its id is that of an earlier record; both are kept.',
      'box.jsonl: lines that repeat an earlier one, and count once: 1.',
    ])
  })

  test('says how many records have a sender that is no address', () => {
    const corpus = read([mail(1, 'ben@b.test', false), mail(2, 'Ben Moor', false)])
    expect(corpus.mailboxes.get(owner)).toHaveLength(2)
    expect(corpus.remarks).toEqual(['box.jsonl: records whose sender is no address, and are contact with nobody: 1.'])
  })

  test('gives addresses back as they were written', () => {
    const corpus = read([mail(1, 'ben@firm.co.uk.example', true)])
    expect(corpus.mailboxes.get(owner)?.[0]).toMatchObject({ to: [{ address: 'ben@firm.co.uk' }] })
    expect(corpus.written('ben@firm.co.uk')).toEqual(['ben@firm.co.uk.example'])
  })
})

describe('a line that cannot be read', () => {
  const good = JSON.stringify(mail(1, 'ben@b.test', true))

  test.each([
    ['no JSON', '{"user":', 'box.jsonl, line 3: this is no JSON.'],
    ['a missing field', JSON.stringify({ ...mail(2, 'b@b.test', true), id: undefined }), /line 3: “id”: /],
    ['a wrong time', JSON.stringify({ ...mail(2, 'b@b.test', true), at: 'yesterday' }), /line 3: “at”: a time such as/],
    [
      'an unknown provider',
      JSON.stringify({ ...mail(2, 'b@b.test', true), provider: 'smoke' }),
      /line 3: “provider”: /,
    ],
  ])('is named by file and line: %s', (_, bad, sentence) => {
    expect(() => read(`${good}\n\n${bad}\n`)).toThrow(sentence)
  })

  test('is named in a file of tasks too', () => {
    const dir = folder({ 'box-tasks.jsonl': [{ task: 't', user: owner, at: 'soon', candidates: [] }] })
    expect(() => readTasks(join(dir, 'box-tasks.jsonl'))).toThrow(/box-tasks\.jsonl, line 1: “at”/)
  })
})

test('letters come at every task and a week apart between them', () => {
  const day = 86_400_000
  expect(weeksBetween([0, 28 * day, 38 * day]).map((at) => at / day)).toEqual([0, 7, 14, 21, 28, 35, 38])
})
