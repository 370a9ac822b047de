import { readFileSync, statSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shapesOf, side, toSvg } from '../../../scripts/icons/mark.ts'
import { draw, toPng } from '../../../scripts/icons/png.ts'
import { icons, rounded } from '../../../scripts/icons/sizes.ts'
import { colours } from '../../../src/web/frame/colours.ts'
import { createWorld, type World } from '../world.ts'

const folder = 'src/web/assets/icons'
let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

describe('for a phone’s start screen', () => {
  test('there is a manifest, which the policy of every page lets a browser load', async () => {
    const answer = await world.get('/manifest.webmanifest')
    expect(answer.headers.get('content-type')).toMatch(/^application\/manifest\+json/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const manifest = (await answer.json()) as Record<string, unknown>
    expect(manifest).toMatchObject({ start_url: '/people', scope: '/', display: 'standalone' })
    // What only fills a form may be asked for by GET alone.
    expect(manifest.share_target).toMatchObject({ action: '/share', method: 'GET' })
    const page = await world.get('/people', 'sam')
    expect(page.headers.get('content-security-policy')).toContain("manifest-src 'self'")
    expect(await page.text()).toContain('<link rel="manifest" href="/manifest.webmanifest"/>')
  })

  test('the bar of the browser has the colour of the page, light and dark', async () => {
    const html = await world.text('/')
    const css = readFileSync('src/web/assets/app.css', 'utf8')
    const sheets = [...css.matchAll(/--air:(#\w+)/g)].map(([, colour]) => colour)
    expect(sheets).toEqual([colours.air.light, colours.air.dark])
    for (const [theme, colour] of Object.entries(colours.air))
      expect(html).toContain(`<meta name="theme-color" media="(prefers-color-scheme: ${theme})" content="${colour}"/>`)
  })

  test('nobody is asked to install anything', async () => {
    for (const path of ['/', '/people', '/letter'])
      expect(await world.text(path, 'sam')).not.toMatch(/install|start screen/i)
    expect(await world.text('/account', 'sam')).toContain('start screen')
  })
})

describe('the icons', () => {
  test('are what the mark is drawn as, and small', () => {
    expect(readFileSync(`${folder}/icon.svg`, 'utf8')).toBe(toSvg(shapesOf(rounded)))
    for (const { name, pixels, rounding } of icons) {
      const drawn = toPng(draw(shapesOf(rounding), pixels), pixels)
      expect(pixelsOf(readFileSync(`${folder}/${name}`)).equals(pixelsOf(drawn)), name).toBe(true)
      expect(statSync(`${folder}/${name}`).size).toBeLessThan(20_000)
    }
  })

  test('those that are cut to a shape are opaque, and keep everything within the middle four fifths', () => {
    const picture = draw(shapesOf(0), 128)
    const at = (x: number, y: number) => [...picture.subarray((y * 128 + x) * 4, (y * 128 + x) * 4 + 4)].join()
    for (let y = 0; y < 128; y++)
      for (let x = 0; x < 128; x++)
        if (Math.hypot(x - 63.5, y - 63.5) > 0.4 * 128 + 1) expect(at(x, y)).toBe('255,253,249,255')
    expect(toPng(picture, 128)[25]).toBe(2)
    expect(side).toBe(512)
  })
})

/** What a picture holds, however it was packed. */
function pixelsOf(png: Buffer): Buffer {
  const length = png.readUInt32BE(33)
  return inflateSync(png.subarray(41, 41 + length))
}
