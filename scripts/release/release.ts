/**
 * `npm run release`: makes a version of the changelog's topmost section. As it is called it only tries: writes the version,
 * packs, runs the archive in an empty folder, and puts everything back. `npm run release -- --go` commits and tags after that.
 * `--notes TAG` prints the section of a tag, or fails where the tag is of another one: the workflow on a tag asks for it.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makePackage } from './package.ts'
import { notesOf, type Plan, planRelease } from './plan.ts'
import { triedWords, tryOut } from './try-out.ts'

const written = ['CHANGELOG.md', 'package.json', 'package-lock.json'] as const

export interface Release {
  /** The folder of the repository. */
  readonly folder: string
  /** Commits and tags; else everything is put back. */
  readonly go: boolean
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Builds the archive of what stands there now, and runs it. @returns what is told of it */
  readonly prove: (version: string) => Promise<string>
  readonly say: (line: string) => void
}

/** @returns the exit code: 1 where there is nothing to release */
export async function release({ folder, go, today, prove, say }: Release): Promise<0 | 1> {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
  const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')
  const tags = git('tag', '--list').split('\n')
  const plan = planRelease({ changelog, tags, status: git('status', '--porcelain'), today })
  if (typeof plan === 'string') {
    say(plan)
    return 1
  }
  try {
    write(folder, plan)
    say(await prove(plan.version))
  } catch (error) {
    git('checkout', '--', ...written)
    throw error
  }
  if (!go) {
    git('checkout', '--', ...written)
    say(
      `${plan.version} can be released: \`npm run release -- --go\` commits it and makes the tag ${plan.tag}, with this message:`,
    )
    say(`\n${plan.message}`)
    return 0
  }
  git('commit', '--quiet', '--all', '--allow-empty', '--message', `release: ${plan.version}, as the changelog has it`)
  // Lines that begin with # are headings here, and no comments.
  git('tag', '--annotate', '--cleanup=whitespace', '--message', plan.message, plan.tag)
  say(`Committed and tagged as ${plan.tag}. \`git push --follow-tags\` hands it to the workflow.`)
  return 0
}

function write(folder: string, { version, changelog }: Plan): void {
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog)
  const own = readFileSync(join(folder, 'package.json'), 'utf8')
  writeFileSync(join(folder, 'package.json'), own.replace(/^( {2}"version": )"[^"]*"/m, `$1"${version}"`))
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock
  lock.version = version
  lock.packages[''].version = version
  writeFileSync(join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`)
}

interface Lock {
  version: string
  readonly packages: { readonly '': { version: string } }
}

/** @throws Error where the archive does not run, or says another version */
async function prove(version: string): Promise<string> {
  const { path, bytes, files } = await makePackage()
  const tried = await tryOut(path)
  if (tried.version !== version) throw new Error(`The archive says that it is ${tried.version}.`)
  return `${path}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB. ${triedWords(tried)}`
}

async function main(args: readonly string[]): Promise<number> {
  const [option, tag] = args
  if (option === '--notes' && tag) {
    console.log(notesOf(readFileSync('CHANGELOG.md', 'utf8'), tag))
    return 0
  }
  if (args.length > 1 || (option && !['--go', '--dry-run'].includes(option))) {
    console.error('npm run release, npm run release -- --go, or npm run release -- --notes TAG')
    return 2
  }
  const today = new Date().toISOString().slice(0, 10)
  return release({ folder: process.cwd(), go: option === '--go', today, prove, say: console.log })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2))
