/** A page used with the keyboard alone: tab to a thing by its name, and press. */
import type { Page, Response } from 'playwright-core'

/** Far more than any page has: who is not there by then is out of reach. */
const mostTabs = 150

/** Presses Tab until the link, button or field with this name has the focus. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    await page.keyboard.press('Tab')
    const focused = await nameOfFocused(page)
    if (typeof name === 'string' ? focused === name : name.test(focused)) return
    passed.push(focused)
  }
  const { pathname } = new URL(page.url())
  throw new Error(`Tab never comes to ${name} on ${pathname}, only to ${[...new Set(passed)].join(' | ')}`)
}

/** What has the focus, as it is called: its label, or its words. */
export const nameOfFocused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLLabelElement> }
    const words = one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText ?? ''
    return words.replace(/\s+/g, ' ').trim()
  })

/** Tabs to a link or button and presses Enter. @returns the page it leads to, whatever its status */
export async function press(page: Page, name: string | RegExp): Promise<Response | null> {
  await tabTo(page, name)
  return landing(page, () => page.keyboard.press('Enter'))
}

/** The page at which the browser comes to rest after something was done, redirects behind it. */
export async function landing(page: Page, act: () => Promise<unknown>): Promise<Response | null> {
  const answers: Response[] = []
  const note = (answer: Response) => {
    const redirect = answer.status() >= 300 && answer.status() < 400
    if (answer.request().isNavigationRequest() && answer.frame() === page.mainFrame() && !redirect) answers.push(answer)
  }
  page.on('response', note)
  await Promise.all([page.waitForEvent('load'), act()])
  page.off('response', note)
  return answers.at(-1) ?? null
}
