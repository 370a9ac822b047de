/** The bundle for Cloudflare Workers, made as it is deployed. */
import { join } from 'node:path'
import { buildBundle } from '../../scripts/worker/bundle.ts'

/** @param folder a fresh one, in which it is made. @returns the path of its script */
export async function makeBundle(folder: string): Promise<string> {
  await buildBundle(folder)
  return join(folder, 'worker.js')
}
