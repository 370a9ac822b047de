/** A person with a browser in front of the program in this process. */
import { createApp } from '../../src/app.tsx'
import { createBrowser } from './browser.ts'
import type { Program } from './program.ts'

/**
 * Requests to the program's own address are answered by its app, all others go over the network.
 * @param seen is told every address that is asked for
 * @param language of the browser, as it says it in Accept-Language
 */
export function openBrowser(program: Pick<Program, 'deps'>, seen: string[] = [], language?: string) {
  const app = createApp(program.deps)
  const home = new URL(program.deps.config.BASE_URL).origin
  return createBrowser(home, (request) => {
    seen.push(request.url)
    if (language) request.headers.set('accept-language', language)
    return new URL(request.url).origin === home ? app.fetch(request) : fetch(request)
  })
}

/** Walks through the sign-in page with these scopes ticked, or all of them. */
export async function connect(browser: ReturnType<typeof openBrowser>, scope: true | readonly string[] = true) {
  const consent = await browser.get('/connect/google')
  return browser.submit(consent, { fields: { scope, decision: 'allow' } })
}

/** What the export holds, by whoever has to sign in once more for it: at whichever provider the page offers first. */
export async function exportOf<T>(browser: ReturnType<typeof openBrowser>): Promise<T> {
  const page = await browser.get('/export.json')
  if (page.status !== 200) {
    // Who has not been here for a month finds no button on the page, and signs in anew.
    const offers = page.links.some(({ text }) => text.startsWith('Sign in with'))
    const again = '/signin/google?to=%2Fexport.json'
    const consent = offers ? await browser.follow(page, /^Sign in with/) : await browser.get(again)
    await browser.submit(consent, { fields: { decision: 'allow' } })
  }
  return browser.json<T>('/export.json')
}
