/** What a place in the reading order is made of: a class, and what orders the messages within it. */

/** More than any place within a class. */
export const classSize = 2 ** 32

/**
 * The classes, first to last: what is recent; what tells who is in a thread of the owner's; what such threads have beside
 * that; and all the rest. What has just come stands before all of them.
 */
export const classes = { recent: 0, telling: 1, later: 2, rest: 3 } as const

/** However little came of late, this part of the whole listing counts as the last year. */
export const closePart = 1 / 5

/** A message of this place is of what tells who is in a thread of the owner's. */
export const isTelling = (rank: number): boolean => Math.floor(rank / classSize) === classes.telling

/** A message of this place waits until every thread of the owner's has told who is in it. */
export const isLater = (rank: number): boolean => Math.floor(rank / classSize) === classes.later
