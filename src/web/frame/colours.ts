/** Colours that a browser is told of before it has read the style sheet, which has them by the same names. */
import { air } from '../../letter/paper/style.ts'

export const colours = {
  /** Around the sheet. */
  air: { light: air, dark: '#0f1626' },
} as const
