/** From a number of contacts in a month to one of five shades, in the letter as on the pages. */

/** How many months a strip shows, the current one last. */
export const monthsShown = 24

/** 0 is no contact, 4 a lot. */
export const shade = (contacts: number): 0 | 1 | 2 | 3 | 4 =>
  contacts < 1 ? 0 : contacts < 2 ? 1 : contacts < 4 ? 2 : contacts < 8 ? 3 : 4

/** Exactly `monthsShown` counts. */
export const recentMonths = (contacts: readonly number[]): readonly number[] =>
  [...Array<number>(monthsShown).fill(0), ...contacts].slice(-monthsShown)
