/** Asks for a page over a number of connections at once, each as soon as its last answer is there. */
import { Agent, get } from 'node:http'

const atOnce = 100

export interface Asked {
  readonly port: number
  readonly path: string
  readonly cookie: string
}

/** @returns milliseconds of each answer, ascending. @throws Error where one is no 200 */
export async function load({ port, path, cookie }: Asked, requests: number): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const taken: number[] = []
  let left = requests
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const started = performance.now()
      get({ host: '127.0.0.1', port, path, agent, headers: { cookie, host: 'localhost:8787' } }, (answer) => {
        answer.resume()
        answer.once('end', () => {
          taken.push(performance.now() - started)
          if (answer.statusCode === 200) resolve()
          else reject(new Error(`${path} answered ${answer.statusCode}`))
        })
      }).once('error', reject)
    })
  const connection = async () => {
    while (left-- > 0) await ask()
  }
  await Promise.all(Array.from({ length: atOnce }, connection))
  agent.destroy()
  return taken.toSorted((a, b) => a - b)
}

export const p99 = (ascending: readonly number[]): number => ascending[Math.floor(ascending.length * 0.99)] ?? 0
