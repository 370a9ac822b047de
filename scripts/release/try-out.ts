/** Runs an archive of the package as somebody does who has nothing of this repository: in an empty folder and an empty home. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

export interface Tried {
  readonly version: string
  readonly help: string
  readonly doctor: string
  readonly landing: string
  readonly installMs: number
  /** From the command to the address. */
  readonly startMs: number
  /** What the program wrote into its folder. */
  readonly written: readonly string[]
}

/**
 * Installs the archive, asks it for version, help and doctor, starts it, looks at its first page and ends it.
 * @throws Error where any of it does not do what it should; with what the program said
 */
export async function tryOut(archive: string): Promise<Tried> {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-soon-try-'))
  try {
    return await tryIn(folder, archive)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What came of it, in a sentence. */
export function triedWords({ version, installMs, startMs }: Tried): string {
  const [installed, started] = [installMs, startMs].map((ms) => (ms / 1000).toFixed(1))
  return `${version} in an empty folder: installed in ${installed} s, its address after ${started} s.`
}

async function tryIn(folder: string, archive: string): Promise<Tried> {
  const [app, data] = [join(folder, 'app'), join(folder, 'data')]
  mkdirSync(app)
  // Somebody else's settings lie where it is called, and must not be taken for its own.
  writeFileSync(join(app, '.env'), 'DATABASE_URL=postgres://nobody@127.0.0.1:1/other\nPORT=1\n')
  writeFileSync(join(app, 'package.json'), '{"private":true}\n')
  const port = await freePort()
  const env = { PATH: ownNodeFirst(), HOME: join(folder, 'home'), XDG_DATA_HOME: data, PORT: `${port}` }
  const options = { cwd: app, env, encoding: 'utf8' } as const
  const begun = performance.now()
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--offline', archive], { ...options, stdio: 'ignore' })
  const installMs = performance.now() - begun
  const command = join(app, 'node_modules', '.bin', 'coffee-soon')
  const ask = (...args: string[]) => execFileSync(command, args, options)
  const version = ask('--version').trim()
  const help = ask('--help')
  const doctor = ask('doctor')
  const startedAt = performance.now()
  const child = spawn(command, { cwd: app, env })
  const exit = once(child, 'exit')
  try {
    await address(child, exit)
    const startMs = performance.now() - startedAt
    const base = `http://127.0.0.1:${port}`
    const health = await fetch(`${base}/healthz`)
    if (!health.ok) throw new Error(`/healthz answers ${health.status}`)
    const landing = await (await fetch(base)).text()
    child.kill('SIGTERM')
    const [code] = (await exit) as [number | null]
    if (code !== 0) throw new Error(`it ended with ${code}`)
    const home = join(data, 'coffee-soon')
    const written = existsSync(home) ? readdirSync(home) : []
    return { version, help, doctor, landing, installMs, startMs, written }
  } finally {
    child.kill('SIGKILL')
  }
}

/** The command begins with `env node`: with the one that runs this. */
const ownNodeFirst = () => `${dirname(process.execPath)}${delimiter}${process.env.PATH}`

/** Waits until it says where it is. @throws Error with what it said, where it ends before */
function address(child: ReturnType<typeof spawn>, exit: Promise<unknown>): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Coffee soon? is at')) resolve()
      })
    exit.then(() => reject(new Error(`it ended before it said its address:\n${said}`)), reject)
  })
}

/** One that two more follow upon, for the sample accounts. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const place = server.address()
      server.close(() => resolve(typeof place === 'object' && place ? place.port : 0))
    })
  })
}
