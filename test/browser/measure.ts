/** What is measured on every page, in both themes and at both widths: axe, overflow, headings, names, focus. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page, Response } from 'playwright-core'
import { faintText } from './contrast.ts'
import type { Tab } from './host.ts'
import { invalid } from './valid.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const widths = [1200, 390] as const
export const themes = ['light', 'dark'] as const

/** Everything that is wrong with the page that this answer made, a line each; empty when nothing is. */
export async function faultsOf({ page, faults }: Tab, answer: Response | null): Promise<string[]> {
  const html = (await answer?.text()) ?? ''
  const noted = faults.splice(0)
  return [...(await seenFaults(page)), ...noted, ...(await invalid(html))]
}

async function seenFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  await page.evaluate(axe)
  // What is folded away is read too.
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
  })
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      const found = [...(await axeFaults(page, theme)), ...(await overflow(page))]
      faults.push(...found.map((fault) => `${theme} ${width}: ${fault}`))
    }
  }
  return [...faults, ...(await structure(page)), ...(await names(page)), ...(await unfocused(page))]
}

/** The same of a letter, which is no page: it has no landmarks, shows focus as its mail program does, and its html has rules of its own. */
export async function letterFaults({ page, faults }: Tab): Promise<string[]> {
  const found = faults.splice(0)
  await page.evaluate(axe)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      found.push(...(await axeFaults(page, theme, { ...rules, region: off, 'landmark-one-main': off })))
      found.push(...(await overflow(page)))
    }
  }
  return [...found, ...(await names(page))]
}

/** Colours are all that a theme changes: in the dark only the rules on colours are asked again. */
const colourRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const
const off = { enabled: false } as const
const rules = {
  // The letter in the outbox is measured as a page of its own.
  'frame-tested': off,
  // Asked below: a page that loads itself again has a link that stops that.
  'meta-refresh': off,
}

async function axeFaults(page: Page, theme: (typeof themes)[number], asked: object = rules): Promise<string[]> {
  const options = {
    resultTypes: ['violations', 'incomplete'],
    iframes: false,
    ...(theme === 'dark' ? { runOnly: colourRules } : { rules: asked }),
  }
  // Each strip is one picture with a name; its 24 months have nothing that could be asked about.
  const context = { exclude: ['svg.heat > *'] }
  const run = `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`
  const { violations, incomplete } = (await page.evaluate(run)) as AxeResults
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  // What axe cannot see through is measured in pixels; other open questions are findings until somebody answers them.
  const unclear = incomplete.filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => nodes)
  const others = incomplete.filter(({ id }) => id !== 'color-contrast')
  return [
    ...faults,
    ...others.flatMap(({ id, nodes }) => nodes.map(({ html }) => `unclear ${id}: ${html.slice(0, 160)}`)),
    ...(await faintText(
      page,
      unclear.map(({ target }) => String(target[0])),
    )),
  ]
}

/** The sheet hides what sticks out of it, so it is asked as well as the page. */
const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main')]
      .filter((one) => one.scrollWidth > one.clientWidth)
      .map((one) => `${one.localName} is ${one.scrollWidth} wide and has ${one.clientWidth}`),
  )

/** One h1, a main, a header and a footer, a language, and no heading level left out. */
const structure = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(({ localName }) => Number(localName[1]))
    if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) faults.push(`headings ${levels}`)
    levels.forEach((level, index) => {
      if (level > (levels[index - 1] ?? 0) + 1) faults.push(`heading ${level} after ${levels[index - 1]}`)
    })
    for (const landmark of ['main', 'header', 'footer'])
      if (document.querySelectorAll(`body > ${landmark}, body > div > ${landmark}`).length !== 1)
        faults.push(`not one ${landmark}`)
    const stop = [...document.querySelectorAll('a')].some((one) => one.textContent === 'Keep it as it is')
    if (document.querySelector('meta[http-equiv=refresh]') && !stop)
      faults.push('loads itself again, and nothing stops it')
    if (!document.documentElement.lang || !document.title) faults.push('no language or no title')
    return faults
  })

/** Links and buttons whose name says nothing alone, or is that of another with another end. */
const names = (page: Page): Promise<string[]> => page.evaluate(`(${namesInPage})()`) as Promise<string[]>

const namesInPage = `() => {
  axe.setup(document)
  const ends = new Map()
  const faults = []
  for (const one of document.querySelectorAll('a[href], button, summary')) {
    if (!one.checkVisibility({ visibilityProperty: true })) continue
    const name = axe.commons.text.accessibleText(one).trim()
    const form = one.form
    const hidden = form ? [...new FormData(form, one.localName === 'button' ? one : undefined)]
      .filter(([key]) => key !== 'csrf').map(String).join('&') : ''
    const end = one.href ?? form?.action + '?' + hidden
    if (/^(?:|here|more|this|link|read it|add it|change|open|show|look|see|see all|look at it now|see them all|edit|ok|yes|no)[.…]?$/i.test(name))
      faults.push('says too little: "' + name + '" to ' + end)
    // What unfolds a button may be called like the button.
    if (one.localName === 'summary') continue
    if ((ends.get(name) ?? end) !== end) faults.push('two ends of "' + name + '": ' + end + ' and ' + ends.get(name))
    ends.set(name, end)
  }
  axe.teardown()
  return [...new Set(faults)]
}`

/** What can be reached with the keyboard and does not show that it has been. */
async function unfocused(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab')
  return page.evaluate(() => {
    const faults: string[] = []
    for (const one of document.querySelectorAll<HTMLElement>('a[href],button,input,select,textarea,summary')) {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.matches('[type=hidden],:disabled')) continue
      one.focus()
      if (document.activeElement !== one) {
        faults.push(`cannot be focused: ${one.outerHTML.slice(0, 120)}`)
        continue
      }
      const shows = [one, one.closest('label')].some((place) => {
        const style = place && getComputedStyle(place)
        return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
      })
      if (!shows) faults.push(`focus is not seen: ${one.outerHTML.slice(0, 120)}`)
    }
    return faults
  })
}
