/** PgBouncer before a real PostgreSQL, lending its connections by the transaction: where the machine has one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from './postgres.ts'

/** The program, null where there is none: PGBOUNCER_PATH, else as Debian and others install it. */
export const pgbouncer =
  [
    process.env.PGBOUNCER_PATH,
    ...[...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].map((at) => join(at, 'pgbouncer')),
  ].find((path) => path && existsSync(path)) ?? null

export interface Pooler {
  /** The address of the database, by way of the pooler. */
  readonly url: string
  /** Everything stands still, as behind a line that is dead: nothing is answered and nothing closed. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

/** @param url the database behind it; `servers` is how many connections it lends at once */
export async function startPooler(url: string, servers = 3): Promise<Pooler> {
  if (!pgbouncer) throw new Error('there is no pgbouncer here')
  const { username, port: behind, pathname } = new URL(url)
  const folder = mkdtempSync(join(tmpdir(), 'coffee-pgbouncer-'))
  const port = await freePort()
  const path = join(folder, 'pgbouncer.ini')
  writeFileSync(
    path,
    `[databases]
pooled = host=127.0.0.1 port=${behind} user=${username} dbname=${pathname.slice(1)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
auth_type = any
pool_mode = transaction
default_pool_size = ${servers}
unix_socket_dir =
`,
  )
  // It refuses to run as root.
  const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  if (who.uid) for (const one of [folder, path]) chownSync(one, who.uid, who.gid)
  const child = spawn(pgbouncer, ['-q', path], { ...who, stdio: 'ignore' })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  await whenListening(port, child)
  return {
    url: `postgres://${username}:trusted@127.0.0.1:${port}/pooled`,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      process.off('exit', kill)
      kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function whenListening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const heard = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (heard) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`pgbouncer ended with ${child.exitCode}`)
}
