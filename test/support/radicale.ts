/** A real CalDAV server for tests: Radicale, where it is installed, on loopback and in a folder of its own. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = '/usr/bin/radicale'

/** Why tests with it are left out; null where they run. */
export const withoutRadicale: string | null = existsSync(program) ? null : 'radicale is not installed here'

export interface Radicale {
  readonly origin: string
  close(): Promise<void>
}

/** @param users their passwords, by name */
export async function startRadicale({
  users,
}: {
  readonly users: Readonly<Record<string, string>>
}): Promise<Radicale> {
  const folder = mkdtempSync(join(tmpdir(), 'radicale-'))
  const port = await freePort()
  const passwords = join(folder, 'users')
  writeFileSync(
    passwords,
    Object.entries(users)
      .map(([name, password]) => `${name}:${password}\n`)
      .join(''),
  )
  writeFileSync(
    join(folder, 'config'),
    `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = ${passwords}\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = ${join(folder, 'store')}\n[logging]\nlevel = error\n`,
  )
  const child = spawn(program, ['--config', join(folder, 'config')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = `http://127.0.0.1:${port}`
  await untilAnswers(origin)
  return {
    origin,
    async close() {
      child.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilAnswers(origin: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${origin}/`, { redirect: 'manual' }).catch(() => null)
    if (answer) {
      await answer.arrayBuffer()
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('radicale did not start')
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
