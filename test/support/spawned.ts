/** The program as an operator starts it: a process of its own, with its own settings and nothing else from here. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Spawned {
  readonly pid: number
  /** Everything said so far, line by line, on both outputs. */
  readonly lines: readonly string[]
  /** @throws Error when the process ends before it says so */
  says(what: RegExp): Promise<void>
  /** Sends the signal and waits for the end. @returns the exit code, null when a signal ended it */
  end(signal?: NodeJS.Signals): Promise<number | null>
  /** @returns the exit code of a process that ends by itself */
  ended(): Promise<number | null>
}

export type Face = 'all' | 'web' | 'worker' | 'migrate'

/** Halves the start of a process. */
const cache = { NODE_COMPILE_CACHE: join(tmpdir(), 'coffee-soon-compile-cache') }

/** What a process gets of this one's environment: enough to run, none of its settings. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'] as const

export const startProcess = (face: Face, settings: Readonly<Record<string, string>>): Spawned =>
  startNode(['scripts/start/start.js', face], settings)

/** Another program of Node's. @param together whatever it starts itself gets the signals of `end` as well */
export function startNode(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  together = false,
): Spawned {
  const base = Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  const child = spawn(process.execPath, [...args], { detached: together, env: { ...cache, ...base, ...settings } })
  const lines = read(child)
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  return {
    pid: child.pid ?? 0,
    lines,
    async says(what) {
      let over = false
      exit.then(() => {
        over = true
      })
      while (!lines.some((line) => what.test(line))) {
        if (over) throw new Error(`the program ended before it said ${what}:\n${lines.join('\n')}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    end(signal = 'SIGTERM') {
      if (together && child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
      else child.kill(signal)
      return exit
    },
    ended: () => exit,
  }
}

function read(child: ChildProcess): string[] {
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts)
    })
    stream?.on('end', () => rest && lines.push(rest))
  }
  return lines
}
