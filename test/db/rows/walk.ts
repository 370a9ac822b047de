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
  const all = [...pages, ...people.flatMap((id) => [`/people/${id}`, `/people/${id}/coffee`])]
  for (const path of all) keep(path, await browser.get(path))
  const pressed = new Set<string>()
  for (const path of all) {
    const { forms } = await browser.get(path)
    for (const [place, { action, method }] of forms.entries()) {
      const about = `${new URL(action).pathname} ${place}`
      if (method !== 'POST' || left.test(action) || pressed.has(about)) continue
      pressed.add(about)
      const page = await browser.get(path)
      if (page.forms[place]?.action !== action) continue
      keep(`POST ${about}`, await browser.submit(page, { form: place }))
    }
  }
  return seen
}
