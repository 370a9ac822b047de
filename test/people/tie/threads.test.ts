/** The newest threads of two people: what is told of them is what messages one after the other come to. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bothWrote, newestOf, noteThread } from '../../../src/people/tie/threads.ts'

interface Message {
  readonly kind: 'sent' | 'received'
  readonly thread: string
  readonly factId: string
  readonly title?: string
}

const text = fc.string({ unit: 'binary', maxLength: 4 })
const message: fc.Arbitrary<Message> = fc.record(
  {
    kind: fc.constantFrom('sent', 'received'),
    thread: fc.oneof(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz', '"', ',', '\\', '1,"a"'), text),
    factId: text,
    title: text,
  },
  { requiredKeys: ['kind', 'thread', 'factId'] },
)

test('of the sixteen threads with the newest messages it is known who wrote, and the newest message', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 60 }), (all) => {
      const noted: string[] = []
      const known = new Map<string, { sent: boolean; received: boolean; last: object }>()
      all.forEach((one, at) => {
        noteThread(noted, { ...one, at })
        const before = known.get(one.thread)
        known.delete(one.thread)
        const sent = one.kind === 'sent' || before?.sent === true
        const received = one.kind === 'received' || before?.received === true
        known.set(one.thread, { sent, received, last: { at, factId: one.factId, title: one.title } })
        for (const oldest of known.keys()) if (known.size > 16) known.delete(oldest)
      })
      expect(noted.map(newestOf)).toEqual([...known.values()].map(({ last }) => last))
      expect(noted.map(bothWrote)).toEqual([...known.values()].map(({ sent, received }) => sent && received))
    }),
  )
})

test('a message of no thread is noted in none', () => {
  const noted: string[] = []
  noteThread(noted, { kind: 'sent', at: 1, factId: 'f' })
  expect(noted).toEqual([])
})
