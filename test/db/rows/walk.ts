/** Goes through every page of somebody signed in and presses every button that takes nothing away for good. */
import type { Browser } from '../../support/browser.ts'

const pages = [
  '/people',
  '/people?all=1',
  '/people?q=mira',
  '/letter',
  '/promises',
  '/settings',
  '/settings/backtest',
  '/settings/calendars',
  '/account',
  '/outbox',
  '/status.json',
  '/export.json',
]

/** Leads away, or ends what the walk stands on. */
const left = /\/(?:signout|connect|signin|disconnect|delete|keep$|week|answer|sessions)|\/account\//

export interface Walked {
  readonly path: string
  readonly status: number
  readonly body: string
}

/** @param people the ids of people whose pages are gone through as well */
export async function walk(browser: Browser, people: readonly string[]): Promise<readonly Walked[]> {
  const seen: Walked[] = []
  const keep = (path: string, { status, body }: { status: number; body: string }) => seen.push({ path, status, body })
  // Coffees first: what is pressed on somebody's page may close theirs.
  const all = [...pages, ...people.map((id) => `/people/${id}/coffee`), ...people.map((id) => `/people/${id}`)]
  for (const path of all) keep(path, await browser.get(path))
  const pressed = new Set<string>()
  for (const path of all) {
    const { forms } = await browser.get(path)
    for (const { action, method } of forms) {
      const about = new URL(action).pathname
      if (method !== 'POST' || left.test(action) || pressed.has(about)) continue
      pressed.add(about)
      // A button that was pressed before it may have moved it.
      const place = (await browser.get(path)).forms.findIndex((form) => form.action === action)
      if (place >= 0) keep(`POST ${about}`, await browser.submit(await browser.get(path), { form: place }))
    }
  }
  return seen
}
