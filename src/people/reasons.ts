/** stub */
import type { Tongue } from '../place.ts'
export const reasonIn = (_tongue: Tongue, stored: string): string => stored
