/** The doctor's look at the work itself: is it done in time, what fails, and do letters leave? */
import type { Database } from '../../db/database.ts'
import type { Instant } from '../../facts.ts'
import { type Finding, fault, look, ok } from './finding.ts'

/** Of a database whose tables are of this version. */
export async function checkWork(db: Database, now: Instant): Promise<Finding[]> {
  const [{ findObstacles }, { countAll }, { listIncidents }] = await Promise.all([
    import('../../db/health/ready.ts'),
    import('../../db/health/counts.ts'),
    import('../../db/health/incidents.ts'),
  ])
  const [obstacles, counts] = [await findObstacles(db, now), await countAll(db, now, [])]
  const incidents = await listIncidents(db)
  return [
    ...obstacles.map((words) => fault('work', `${words[0]?.toUpperCase()}${words.slice(1)}. ${remedyOf(words)}`)),
    ...incidents.map(({ what, beganAt, count }) => {
      const { mark, words } = still[what]
      return { mark, about: 'work', words: words(`${beganAt.toString().slice(0, 16)}Z`, count) } as const
    }),
    ...tellFailing(counts.failing),
    ...tellLetters(counts.letters),
    ...(obstacles.length + incidents.length ? [] : [ok('work', 'Nothing is overdue, and nothing stands still.')]),
  ]
}

function remedyOf(obstacle: string): string {
  if (obstacle.includes('disk')) return 'Make room: what waits goes on by itself.'
  if (obstacle.includes('relay'))
    return 'The lines on mail say whether the relay is reached; the log says what it answered.'
  return 'Nobody works, or too few: see that `npm start` or `npm run worker` runs, or start another worker.'
}

const still = {
  reading: {
    mark: 'fault',
    words: (since) =>
      `No account has been read for a day (noted since ${since}). See that a worker runs; its log says what Google or Microsoft answered.`,
  },
  letters: {
    mark: 'fault',
    words: (since) =>
      `No letter has left for a day (noted since ${since}). The lines on mail say whether the relay is reached, the log what it answered.`,
  },
  'wake-ups': {
    mark: 'look',
    words: (since, count) =>
      `${count} wake-ups of the Worker ended in coffee-soon-duties-failed since ${since}: its log says why, mostly that the database was away. The tasks are done all the same.`,
  },
} as const satisfies Record<string, { readonly mark: 'fault' | 'look'; words(since: string, count: number): string }>

function tellFailing(failing: readonly { readonly kind: string; readonly count: number }[]): Finding[] {
  if (!failing.length) return []
  const kinds = failing.map(({ kind, count }) => `${kind} ${count}`).toSorted()
  return [
    look(
      'work',
      `Tasks that failed and are tried again: ${kinds.join(', ')}. The log has each as \`step failed\` or \`provider fault\`.`,
    ),
  ]
}

function tellLetters(letters: readonly { readonly state: string; readonly count: number }[]): Finding[] {
  const bad = letters.filter(({ state, count }) => count > 0 && ['failed', 'dropped', 'unknown'].includes(state))
  if (!bad.length) return []
  const words = bad.map(({ state, count }) => `${count} ${state}`)
  return [
    look(
      'work',
      `Letters of the last seven days that did not go their way: ${words.join(', ')}. Each owner reads why on their letter page; refused by the relay is "failed", too late is "dropped", broken off is "unknown".`,
    ),
  ]
}
