/** Contrast of text as it is painted, for what axe cannot judge: text over drawings, gradients and rotated sheets. */
import type { Page } from 'playwright-core'

/** WCAG AA: large text begins at 24 px, or 18.66 px in bold. */
const least = { text: 4.5, large: 3 } as const

/**
 * Texts that are too faint against what is painted behind their own letters and right beside them: those of drawings, and
 * those that these selectors name. Stamp and postmark are ornaments (`aria-hidden`) and say nothing that is not beside them.
 */
export async function faintText(page: Page, selectors: readonly string[]): Promise<string[]> {
  const places = await page.evaluate(findInPage, selectors)
  if (!places.length) return []
  const clip = around(places.map(({ box }) => box))
  const shot = () => page.screenshot({ fullPage: true, clip, scale: 'css', animations: 'disabled', caret: 'hide' })
  const written = await shot()
  await page.evaluate(hideInPage, true)
  const blank = await shot()
  await page.evaluate(hideInPage, false)
  const pictures = [written, blank].map((png) => `data:image/png;base64,${png.toString('base64')}`)
  const ratios = await page.evaluate(compareInPage, { pictures, places, origin: clip })
  return places.flatMap(({ words, large }, index) => {
    const ratio = ratios[index]
    if (ratio === undefined || ratio === null) return [`nothing is painted of "${words}"`]
    const wanted = large ? least.large : least.text
    return ratio < wanted ? [`contrast ${ratio.toFixed(2)} of ${wanted}: "${words}"`] : []
  })
}

/** The part of the page that holds all of these, with room for what stands beside a letter. */
function around(boxes: readonly Place['box'][]): Place['box'] {
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))]
  const [right, bottom] = [
    Math.max(...boxes.map(({ x, width }) => x + width)),
    Math.max(...boxes.map(({ y, height }) => y + height)),
  ]
  const [x, y] = [Math.max(0, Math.floor(left) - 2), Math.max(0, Math.floor(top) - 2)]
  return { x, y, width: Math.ceil(right) + 2 - x, height: Math.ceil(bottom) + 2 - y }
}

interface Place {
  readonly words: string
  readonly large: boolean
  /** Red, green and blue of the letters, and how much of them covers what is behind. */
  readonly colour: readonly [number, number, number, number]
  /** On the whole page. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

function findInPage(selectors: readonly string[]): Place[] {
  const found = new Set<Element>(document.querySelectorAll('svg text'))
  for (const selector of selectors) for (const one of document.querySelectorAll(selector)) found.add(one)
  return [...found].flatMap((one) => {
    const style = getComputedStyle(one)
    const { x, y, width, height } = one.getBoundingClientRect()
    if (one.closest('[aria-hidden=true]') || !width || !height || style.visibility !== 'visible') return []
    one.setAttribute('data-measured', '')
    const drawn = one instanceof SVGElement
    const parts = (drawn ? style.fill : style.color).match(/[\d.]+/g)?.map(Number) ?? []
    let alpha = parts[3] ?? 1
    for (let up: Element | null = one; up; up = up.parentElement) alpha *= Number(getComputedStyle(up).opacity)
    // Text of a drawing grows and shrinks with it.
    const scale = drawn ? ((one as SVGGraphicsElement).getScreenCTM()?.a ?? 1) : 1
    const size = Number.parseFloat(style.fontSize) * scale
    return [
      {
        words: (one.textContent ?? '').trim().slice(0, 40),
        large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
        colour: [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0, alpha] as const,
        box: { x: x + scrollX, y: y + scrollY, width, height },
      },
    ]
  })
}

/** Takes the letters away, or puts them back; their outline stays, which is there to set them off. */
function hideInPage(hide: boolean): void {
  for (const one of document.querySelectorAll<HTMLElement | SVGElement>('[data-measured]')) {
    const property = one instanceof SVGElement ? 'fill' : 'color'
    if (hide) one.style.setProperty(property, 'transparent', 'important')
    else {
      one.style.removeProperty(property)
      one.removeAttribute('data-measured')
    }
  }
}

/** The lowest contrast of each text: its colour against every pixel behind a letter or next to one. */
async function compareInPage({
  pictures,
  places,
  origin,
}: {
  pictures: readonly string[]
  places: readonly Place[]
  /** Where on the page the pictures begin. */
  origin: { readonly x: number; readonly y: number }
}): Promise<(number | null)[]> {
  const [written, blank] = await Promise.all(
    pictures.map(async (address) => {
      const image = new Image()
      image.src = address
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const context = canvas.getContext('2d', { willReadFrequently: true })
      context?.drawImage(image, 0, 0)
      return context
    }),
  )
  if (!written || !blank) throw new Error('no canvas')
  const light = (channels: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = channels.map((one) =>
      one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
  return places.map(({ colour, box }) => {
    const [x, y] = [Math.floor(box.x - origin.x) - 1, Math.floor(box.y - origin.y) - 1]
    const [width, height] = [Math.ceil(box.width) + 2, Math.ceil(box.height) + 2]
    const [inked, bare] = [written, blank].map((picture) => picture.getImageData(x, y, width, height).data)
    if (!inked || !bare) return null
    const isInk = (at: number) => [0, 1, 2].some((channel) => inked[at + channel] !== bare[at + channel])
    let lowest: number | null = null
    for (let row = 1; row < height - 1; row++)
      for (let column = 1; column < width - 1; column++) {
        const at = (row * width + column) * 4
        if (![at, at - 4, at + 4, at - width * 4, at + width * 4].some(isInk)) continue
        const behind = [bare[at] ?? 0, bare[at + 1] ?? 0, bare[at + 2] ?? 0]
        const mixed = behind.map((one, channel) => one + ((colour[channel] ?? 0) - one) * colour[3])
        const ratio = contrast(light(mixed), light(behind))
        lowest = lowest === null ? ratio : Math.min(lowest, ratio)
      }
    return lowest
  })
}
