/** One Chromium for all browser tests: found on this machine, started once, reached over a socket. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser listens. */
    chromium: string
  }
}

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** @throws Error with one sentence where no browser is found */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ executablePath: findChromium(process.env), args })
  project.provide('chromium', server.wsEndpoint())
  return () => server.close()
}

// Whoever runs tests in a container is root there, and a browser that phones home would be counted among the requests.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
]

/** CHROMIUM_PATH, else the first of the usual names on the PATH. */
export function findChromium(env: NodeJS.ProcessEnv): string {
  const { CHROMIUM_PATH: given, PATH = '' } = env
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH leads to no file: ${given}. Set it to a Chromium, or leave it out.`)
  }
  const folders = [...new Set(['/usr/bin', ...PATH.split(delimiter)])].filter(Boolean)
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
  if (found) return found
  throw new Error(
    'No Chromium was found: install it (on Debian "apt-get install chromium"), or set CHROMIUM_PATH to one.',
  )
}
