/** The bundle for Cloudflare Workers, made as it is deployed. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** @param folder a fresh one, in which it is made. @returns the path of its script */
export function makeBundle(folder: string): string {
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: '1' }
  const wrangler = ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', folder]
  execFileSync(process.execPath, wrangler, { env, stdio: 'pipe' })
  return join(folder, 'worker.js')
}
