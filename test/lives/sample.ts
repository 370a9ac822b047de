/** The life of the sample provider as facts, read by the program itself. */
import { readFacts } from '../../src/db/facts.ts'
import { startProgram } from '../support/program.ts'
import { sunday } from '../work/letter/stage.ts'
import type { Life, LifeFact } from './pen.ts'

export async function sample(): Promise<Life> {
  const program = await startProgram({ begin: sunday })
  try {
    const userId = await program.connect()
    await program.settle()
    const facts: LifeFact[] = []
    for await (const { factId: _, connectionId: __, dedupeKey: ___, ...fact } of readFacts(program.deps.db, userId))
      facts.push(fact)
    return { name: 'sample', facts }
  } finally {
    await program.stop()
  }
}
