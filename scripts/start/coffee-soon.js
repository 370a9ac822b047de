#!/usr/bin/env node
/** `coffee-soon`: the program as npm installs it. What is beside it was built before, and its data lies in the user's home. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataFolder } from './home.js'
import { lack } from './version.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folder = process.env.DATA_DIR || dataFolder({ env: process.env, platform: process.platform, home: homedir() })
const settings = join(folder, 'settings.env')

/** What each command is for; one that this version does not have is not offered. */
const words = {
  web: 'the pages alone, on a database server',
  worker: 'the background work alone, on a database server',
  migrate: 'brings a database server up to date',
  doctor: 'tries out what is set, and says what to do about each fault',
  import: 'FILE... --me ADDRESS...: reads exported mail and calendars, and keeps nothing unless told to',
  letter: 'prints the letter that would go now',
  backup: 'FILE: seals everything into one file',
  restore: 'FILE: puts such a file back',
  backtest: 'whom letters would have named in the past year',
  settings: 'prints every setting',
}

const commands = Object.entries(words).filter(
  ([name]) => about.scripts?.[name] === `node scripts/start/start.js ${name}`,
)

function help() {
  return [
    'coffee-soon            starts everything and prints its address',
    ...commands.map(([name, purpose]) => `coffee-soon ${name.padEnd(11)}${purpose}`),
    'coffee-soon --version  prints the version',
    '',
    `Data lies in ${folder}, unless DATA_DIR says otherwise.`,
    `Settings are environment variables, or lines NAME=value in ${settings}.`,
    'How to upgrade, keep it running, and remove it: docs/install.md in this package.',
  ].join('\n')
}

async function main() {
  const [command = 'all', ...args] = process.argv.slice(2)
  if (['--help', '-h', 'help'].includes(command)) return console.log(help())
  if (['--version', '-v', 'version'].includes(command)) return console.log(about.version)
  if (!['all', 'start'].includes(command) && !commands.some(([name]) => name === command)) {
    console.error(`There is no command ${JSON.stringify(command)}.\n\n${help()}`)
    process.exitCode = 2
    return
  }
  if (lack) return elsewhere(lack)
  process.env.COFFEE_SOON_CALLED ??= process.env.npm_command === 'exec' ? 'npx coffee-soon' : 'coffee-soon'
  // Never the `.env` of whatever folder this is called in: another project's database may stand there.
  process.env.SETTINGS_FILE ??= settings
  if (existsSync(process.env.SETTINGS_FILE)) process.loadEnvFile(process.env.SETTINGS_FILE)
  process.env.DATA_DIR ||= folder
  process.argv.splice(2, process.argv.length, command === 'start' ? 'all' : command, ...args)
  const { run } = await import('./run.js')
  await run()
}

/**
 * In a clone `npm install` brought a newer Node along. An installed package has none.
 * @param {string} problem
 */
function elsewhere(problem) {
  const newer = join(root, 'node_modules/node/bin/node')
  if (!existsSync(newer)) {
    console.error(
      `${problem} Install it from https://nodejs.org, or for once: npx -p node@24 -p coffee-soon coffee-soon`,
    )
    process.exitCode = 1
    return
  }
  const child = spawn(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

await main()
