/** Asks whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises'

/** One line of what is typed; empty where the terminal is closed instead. */
export async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
    return await Promise.race([terminal.question(question), closed])
  } finally {
    terminal.close()
  }
}
