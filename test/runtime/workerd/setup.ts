/** Starts the surroundings in a process of their own: here, modules are already found as workerd would find them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'

export interface Surroundings {
  readonly script: string
  readonly database: string
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  /** A mail relay, and where what it caught can be read as JSON. */
  readonly relay: string
  readonly caught: string
}

declare module 'vitest' {
  interface ProvidedContext {
    surroundings: Surroundings
  }
}

export default async function setup(project: TestProject) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/runtime/workerd/surroundings.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const said = once(createInterface(child.stdout), 'line')
  const failed = ended.then(([code]) => Promise.reject(new Error(`the surroundings ended with ${code}`)))
  const [line] = await Promise.race([said, failed])
  failed.catch(() => {})
  project.provide('surroundings', JSON.parse(line))
  return async () => {
    child.stdin.end()
    await ended
  }
}
