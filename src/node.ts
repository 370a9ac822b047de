/** The entry for Node: which command was asked for. Each loads only what it uses, so that a small one is quick. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError, readConfig, settingsExample, settingsTable } from './config.ts'
import { asCalled } from './node/called.ts'
import { keepToOneself } from './node/modes.ts'
import { growClosely } from './node/rest.ts'

const faces = [
  'all',
  'web',
  'worker',
  'migrate',
  'settings',
  'doctor',
  'backtest',
  'letter',
  'import',
  'backup',
  'restore',
] as const
type Face = (typeof faces)[number]

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const migrations = join(root, 'drizzle')
const args = process.argv.slice(3)
const readFile = (path: string) => readFileSync(path, 'utf8')

/** What is told at the terminal names commands as they are called here. */
const say = (line: string) => console.log(asCalled(line, process.env.COFFEE_SOON_CALLED))

/** An installed package names its own: the `.env` of the folder in which it is called may be another project's. */
const settingsFile = process.env.SETTINGS_FILE || '.env'

async function main(face: Face): Promise<void> {
  if (face === 'settings')
    return console.log(args.includes('--example') ? settingsExample().trimEnd() : settingsTable())
  keepToOneself()
  if (existsSync(settingsFile)) process.loadEnvFile(settingsFile)
  // Whoever serves or imports does so once all is loaded.
  if (!['all', 'web', 'worker', 'import'].includes(face)) growClosely()
  if (face === 'doctor') {
    const { examine } = await import('./node/doctor/doctor.ts')
    process.exitCode = await examine({ env: process.env, args, migrations, readFile, say })
    return
  }
  if (face === 'backup' || face === 'restore') {
    const { runBackup } = await import('./node/backup/run.ts')
    return runBackup(face, { env: process.env, args, root, readFile, say })
  }
  const config = readConfig(process.env, readFile)
  if (face === 'backtest') {
    const [{ printBacktest }, { Temporal }] = await Promise.all([
      import('./node/backtest.ts'),
      import('temporal-polyfill'),
    ])
    return printBacktest({ config, args, migrations, now: Temporal.Now.instant(), say })
  }
  if (face === 'letter') {
    const [{ printLetter }, { Temporal }] = await Promise.all([import('./node/letter.ts'), import('temporal-polyfill')])
    return printLetter({ config, args, now: Temporal.Now.instant(), say: console.log })
  }
  if (face === 'import') {
    const { runImport } = await import('./node/import-command/command.ts')
    const progress = { terminal: process.stderr.isTTY, write: (text: string) => process.stderr.write(text) }
    const { askAtTerminal } = await import('./node/import-command/ask.ts')
    const ask = process.stdin.isTTY && process.stdout.isTTY ? askAtTerminal : null
    process.exitCode = await runImport({ config, args, migrations, progress, ask, say })
    return
  }
  if (face === 'migrate') {
    const { migrate } = await import('./node/database.ts')
    return migrate(config, migrations)
  }
  const { serveFace } = await import('./serve.ts')
  return serveFace(face, config, root)
}

/** A sentence where it is known what to say; else what a log may hold of it. */
async function tell(error: unknown): Promise<void> {
  if (error instanceof ConfigError) return console.error(asCalled(error.message, process.env.COFFEE_SOON_CALLED))
  const { faultOf } = await import('./node/fault.ts')
  console.error(faultOf(error))
}

main(faces.find((face) => face === process.argv[2]) ?? 'all').catch(async (error: unknown) => {
  await tell(error)
  process.exit(1)
})
