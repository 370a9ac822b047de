/** Questions of one moment that go as one statement: mail and calendar of an account are looked at side by side, step by step. */
import type { Database } from '../database.ts'

interface Round<Asked, Answer> {
  readonly asked: Asked[]
  readonly answers: Promise<readonly Answer[]>
}

/** Who asks at the same moment may be some promises behind, such as one that was there already; nothing else has its turn meanwhile. */
const promises = 16

/**
 * @param ask answers all of them, in their order
 * @returns asks one of them with whatever else the same database is asked at this moment
 */
export function gathered<Asked, Answer>(
  ask: (db: Database, asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (db: Database, one: Asked) => Promise<Answer> {
  const rounds = new WeakMap<Database, Round<Asked, Answer>>()
  const begin = (db: Database): Round<Asked, Answer> => {
    const asked: Asked[] = []
    const answers = (async () => {
      for (let waited = 0; waited < promises; waited++) await null
      rounds.delete(db)
      return ask(db, asked)
    })()
    return { asked, answers }
  }
  return async (db, one) => {
    const round = rounds.get(db) ?? begin(db)
    rounds.set(db, round)
    const place = round.asked.push(one) - 1
    return (await round.answers)[place] as Answer
  }
}
