/** The measure itself: it sees text that is too faint over a drawing, and leaves text alone that can be read. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faintText } from './contrast.ts'
import { type Host, openHost, openTab, type Tab } from './host.ts'

let host: Host
let tab: Tab
beforeAll(async () => {
  host = await openHost()
  tab = await openTab(host)
})
afterAll(() => host.close())

const drawing = (text: string, behind = '#fff') =>
  `<svg width="300" height="80" style="font:16px sans-serif"><rect width="300" height="80" fill="${behind}"/>${text}</svg>`

test.each([
  ['grey on white', drawing('<text x="9" y="40" fill="#999">quiet</text>'), [/^contrast 2\.8\d of 4\.5: "quiet"$/]],
  ['dark on white', drawing('<text x="9" y="40" fill="#333">quiet</text>'), []],
  ['grey on white, but large', drawing('<text x="9" y="60" font-size="40" fill="#8a8a8a">quiet</text>'), []],
  [
    'dark on white, half of it over a dark dot',
    drawing('<circle cx="30" cy="40" r="20" fill="#444"/><text x="9" y="44" fill="#333">quiet words</text>'),
    [/^contrast 1\.\d+ of 4\.5/],
  ],
  [
    'the same with an outline that sets it off',
    drawing(
      '<circle cx="30" cy="40" r="20" fill="#444"/><text x="9" y="44" fill="#333" stroke="#fff" stroke-width="8" paint-order="stroke">quiet words</text>',
    ),
    [],
  ],
  [
    'dark on white, seen through',
    drawing('<g opacity="0.4"><text x="9" y="40" fill="#333">quiet</text></g>'),
    [/^contrast \d\.\d+ of 4\.5/],
  ],
])('%s', async (_what, svg, wanted) => {
  await tab.page.setContent(svg)
  const found = await faintText(tab.page, [])
  expect(found).toEqual(wanted.map((one) => expect.stringMatching(one)))
})

test('text over a gradient is measured when it is asked for', async () => {
  await tab.page.setContent('<p style="background:linear-gradient(#fff,#777);color:#777">quiet</p>')
  expect(await faintText(tab.page, ['p'])).toEqual([expect.stringMatching(/^contrast \d\.\d+ of 4\.5: "quiet"$/)])
})
