/** Gmail's history records, as changes of the listing. */
import { expect, test } from 'vitest'
import { historySchema, readHistory } from '../../../src/providers/google/history.ts'

const message = (id: string, labelIds?: string[]) => ({ id, threadId: `t-${id}`, ...(labelIds ? { labelIds } : {}) })
const changes = (...history: object[]) => readHistory(historySchema.parse({ history }).history).listing

test('records are told in their order: what came, what was relabelled, what is gone', () => {
  expect(
    changes(
      { id: '1', messages: [message('a')], messagesAdded: [{ message: message('a', ['INBOX', 'UNREAD']) }] },
      { id: '2', labelsAdded: [{ message: message('a'), labelIds: ['TRASH'] }] },
      { id: '3', labelsRemoved: [{ message: message('a'), labelIds: ['TRASH', 'INBOX'] }] },
      { id: '4', messagesDeleted: [{ message: message('a') }] },
    ),
  ).toEqual([
    { kind: 'listed', id: 'a', thread: 't-a', labels: ['inbox'] },
    { kind: 'relabelled', id: 'a', thread: 't-a', add: ['hidden'] },
    { kind: 'relabelled', id: 'a', thread: 't-a', remove: ['hidden', 'inbox'] },
    { kind: 'deleted', id: 'a' },
  ])
})

test('moving to trash or spam is a label, not a deletion', () => {
  for (const label of ['TRASH', 'SPAM'])
    expect(changes({ labelsAdded: [{ message: message('a'), labelIds: [label] }] })).toEqual([
      { kind: 'relabelled', id: 'a', thread: 't-a', add: ['hidden'] },
    ])
})

test('reading, starring and filing a message change nothing here', () => {
  expect(
    changes(
      { labelsRemoved: [{ message: message('a'), labelIds: ['UNREAD'] }] },
      { labelsAdded: [{ message: message('a'), labelIds: ['STARRED', 'Label_12', 'IMPORTANT', 'CATEGORY_PERSONAL'] }] },
      { id: '9' },
    ),
  ).toEqual([])
})

test('a page without history, or without a position, is one', () => {
  expect(historySchema.parse({})).toEqual({ history: [] })
  expect(historySchema.parse({ historyId: '18446744073709551615' }).historyId).toBe('18446744073709551615')
})
