/** `npm run deploy`: applies the migrations to the Worker's database, then deploys the Worker; neither without the other. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)

/** Where nothing is deployed, nothing is migrated. */
const isTrial = args.includes('--dry-run')

if (!isTrial && !process.env.DATABASE_URL) {
  console.error(
    'DATABASE_URL is required: the server behind Hyperdrive, whose tables have to fit before the Worker comes. docs/workers.md has the steps.',
  )
  process.exit(1)
}
if (!isTrial) run('--import', 'tsx', join(root, 'src/node.ts'), 'migrate')
run(join(root, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', ...args)

function run(...command: string[]): void {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
