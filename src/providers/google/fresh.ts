/** What has just come to a mailbox, by the changes that tell of it: it is read in the same step, before it is put in order. */
import type { DueMessage, Label, ListingChange } from '../listing.ts'

/** What Gmail sorts away is read for its thread's sake alone, of which these changes say nothing. */
const sortedAway: readonly Label[] = ['social', 'promotions', 'updates', 'forums', 'hidden']

/** Pure: the messages that these changes brought, that are still there after all of them, and that are read whatever their thread. */
export function freshOf(changes: readonly ListingChange[]): DueMessage[] {
  const came = new Map<string, { readonly thread: string; readonly labels?: readonly Label[] }>()
  for (const change of changes) {
    if (change.kind === 'deleted') came.delete(change.id)
    else if (change.kind === 'listed') came.set(change.id, change)
    else {
      const { id, thread, add = [], remove = [] } = change
      const labels = came.get(id)?.labels
      if (labels) came.set(id, { thread, labels: [...labels.filter((label) => !remove.includes(label)), ...add] })
    }
  }
  // Without its labels nobody knows whether it is wanted: putting it in order tells.
  const fresh = [...came].filter(([, { labels }]) => labels && !sortedAway.some((label) => labels.includes(label)))
  const byThread = Map.groupBy(fresh, ([, { thread }]) => thread)
  return fresh.map(([id, { thread }]) => ({
    id,
    thread,
    dueInThread: byThread.get(thread)?.length ?? 1,
    lastTry: false,
  }))
}
