/** The mark as PNG: each pixel by its distance from the shapes, so that edges are smooth and nothing has to be installed. */
import { crc32, deflateSync } from 'node:zlib'
import { type Shape, side } from './mark.ts'

/** A square picture of so many pixels a side, in red, green, blue and opacity. */
export function draw(shapes: readonly Shape[], pixels: number): Uint8Array {
  const picture = new Uint8Array(pixels * pixels * 4)
  const scale = side / pixels
  const layers = shapes.map((shape) => ({ shape, colour: colourOf('fill' in shape ? shape.fill : shape.stroke) }))
  for (let row = 0; row < pixels; row++)
    for (let column = 0; column < pixels; column++) {
      const at = { x: (column + 0.5) * scale, y: (row + 0.5) * scale }
      let [red, green, blue, opacity] = [0, 0, 0, 0]
      for (const { shape, colour } of layers) {
        // In eighths, which no eye tells from more and which packs to a third.
        const cover = Math.round(8 * Math.min(1, Math.max(0, 0.5 - distance(shape, at) / scale))) / 8
        const under = opacity * (1 - cover)
        opacity = cover + under
        if (opacity === 0) continue
        red = (colour[0] * cover + red * under) / opacity
        green = (colour[1] * cover + green * under) / opacity
        blue = (colour[2] * cover + blue * under) / opacity
      }
      picture.set([red, green, blue, opacity * 255].map(Math.round), (row * pixels + column) * 4)
    }
  return picture
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** How far a spot is from the edge of a shape; negative inside. */
function distance(shape: Shape, at: Spot): number {
  switch (shape.kind) {
    case 'square': {
      const inner = side / 2 - shape.rounding
      const [x, y] = [Math.abs(at.x - side / 2) - inner, Math.abs(at.y - side / 2) - inner]
      return Math.hypot(Math.max(x, 0), Math.max(y, 0)) + Math.min(Math.max(x, y), 0) - shape.rounding
    }
    case 'disc':
      return Math.hypot(at.x - shape.x, at.y - shape.y) - shape.r
    case 'hook': {
      const [x, y] = [at.x - shape.x, at.y - shape.y]
      const { r } = shape
      // The quarter that is open lies to the left of the bottom.
      const open = x < 0 && y > 0
      const ends = Math.min(Math.hypot(x + r, y), Math.hypot(x, y - r))
      return (open ? ends : Math.abs(Math.hypot(x, y) - r)) - shape.width / 2
    }
    case 'line': {
      const [[x1, y1], [x2, y2]] = [shape.from, shape.to]
      const along = ((at.x - x1) * (x2 - x1) + (at.y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
      const share = Math.min(1, Math.max(0, along))
      return Math.hypot(at.x - x1 - share * (x2 - x1), at.y - y1 - share * (y2 - y1)) - shape.width / 2
    }
  }
}

const colourOf = (hex: string) =>
  [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as [number, number, number]

/** The file of such a picture (W3C, PNG Specification): without opacity where all of it is opaque, each row as its change from the one above. */
export function toPng(picture: Uint8Array, pixels: number): Buffer {
  const opaque = picture.every((value, index) => index % 4 !== 3 || value === 255)
  const channels = opaque ? 3 : 4
  const rows = Buffer.alloc(pixels * (pixels * channels + 1))
  const value = (row: number, column: number, channel: number) =>
    row < 0 ? 0 : (picture[(row * pixels + column) * 4 + channel] ?? 0)
  for (let row = 0; row < pixels; row++) {
    const start = row * (pixels * channels + 1)
    rows[start] = 2
    for (let column = 0; column < pixels; column++)
      for (let channel = 0; channel < channels; channel++)
        rows[start + 1 + column * channels + channel] = value(row, column, channel) - value(row - 1, column, channel)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(pixels, 0)
  head.writeUInt32BE(pixels, 4)
  head.set([8, opaque ? 2 : 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
