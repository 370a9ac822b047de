/** `npm run icons`: draws the icons of a phone’s start screen and of a browser’s tab anew, into src/web/assets/icons. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shapesOf, toSvg } from './mark.ts'
import { draw, toPng } from './png.ts'
import { icons, rounded } from './sizes.ts'

const folder = 'src/web/assets/icons'
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'icon.svg'), toSvg(shapesOf(rounded)))
for (const { name, pixels, rounding } of icons)
  writeFileSync(join(folder, name), toPng(draw(shapesOf(rounding), pixels), pixels))
