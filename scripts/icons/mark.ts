/** The mark of the program, a cup seen from above with the question in it, as shapes: one source for the vector and the pictures. */
import { air, ink, paper } from '../../src/letter/paper/style.ts'

/** All lengths in parts of a square of 512. */
export const side = 512

export type Shape =
  | { readonly kind: 'square'; readonly rounding: number; readonly fill: string }
  | { readonly kind: 'disc'; readonly x: number; readonly y: number; readonly r: number; readonly fill: string }
  | {
      /** From the left over the top and the right to the bottom: three quarters of a circle, with round ends. */
      readonly kind: 'hook'
      readonly x: number
      readonly y: number
      readonly r: number
      readonly width: number
      readonly stroke: string
    }
  | {
      readonly kind: 'line'
      readonly from: readonly [number, number]
      readonly to: readonly [number, number]
      readonly width: number
      readonly stroke: string
    }

/** The red of the dark theme: the other one is not seen on coffee. */
const question = '#f28b72'

/**
 * Everything but the ground lies within the middle four fifths, which no mask cuts off (W3C, Web Application Manifest,
 * "Icon masks and safe zone").
 * @param rounding of the corners; 0 fills the whole square, for whoever cuts it to a shape of their own
 */
export function shapesOf(rounding: number): readonly Shape[] {
  return [
    { kind: 'square', rounding, fill: paper },
    { kind: 'disc', x: 256, y: 256, r: 196, fill: air },
    { kind: 'line', from: [332, 180], to: [378, 134], width: 36, stroke: ink },
    { kind: 'disc', x: 256, y: 256, r: 142, fill: ink },
    { kind: 'disc', x: 256, y: 256, r: 130, fill: paper },
    { kind: 'disc', x: 256, y: 256, r: 114, fill: ink },
    { kind: 'hook', x: 256, y: 225, r: 40, width: 27, stroke: question },
    { kind: 'line', from: [256, 265], to: [256, 284], width: 27, stroke: question },
    { kind: 'disc', x: 256, y: 327, r: 17, fill: question },
  ]
}

/** The mark as SVG. */
export function toSvg(shapes: readonly Shape[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${shapes.map(element).join('')}</svg>\n`
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'square':
      return `<rect width="${side}" height="${side}" rx="${shape.rounding}" fill="${shape.fill}"/>`
    case 'disc':
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.r}" fill="${shape.fill}"/>`
    case 'hook': {
      const { x, y, r } = shape
      return `<path d="M${x - r} ${y}A${r} ${r} 0 1 1 ${x} ${y + r}" ${stroke(shape)}/>`
    }
    case 'line':
      return `<path d="M${shape.from.join(' ')}L${shape.to.join(' ')}" ${stroke(shape)}/>`
  }
}

const stroke = (shape: { readonly width: number; readonly stroke: string }) =>
  `fill="none" stroke="${shape.stroke}" stroke-width="${shape.width}" stroke-linecap="round"`
