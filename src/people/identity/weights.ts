/** What each ground for or against a person weighs, and what the page of everyone left out says of it. */
import type { Reason } from '../reasons.ts'

/** The score is `bias` and, of each ground, its weight times how far it holds; below zero means a machine. */
export type Weights = Readonly<Record<Ground | 'bias', number>>

/**
 * Set by what they mean, in round numbers: marks that bulk mail of today has and the public mail hardly shows, what comes out regularly and never answers, labels and the
 * owner's own doings, which it does not have at all, and an address that says itself that it is a program's or a function's.
 */
export const held = {
  oneWay: -3,
  'auto-submitted': -3,
  'precedence-bulk': -0.4,
  'feedback-id': -1.2,
  'one-click': -1,
  brand: -1,
  'no-answers': -1,
  serviced: -1.5,
  robotAddress: -2,
  roleAddress: -3,
  issued: -1,
  monologue: -1,
  'category-promotions': -3,
  'category-updates': -1.2,
  'category-social': -1.6,
  written: 4,
} as const

/** Fitted, with those above as they are: `npm run eval -- DIR --fit` prints them. */
const fitted = {
  bias: 0.03,
  discussed: 2.6,
  replies: 2.88,
  announced: -1.36,
  reference: -0.48,
  machineHost: -0.56,
  digits: -0.93,
  humanName: 0.97,
  machineName: -1.39,
  nameInAddress: 1.1,
  nameInHost: -0.82,
  programmed: -1.24,
} as const

export type Ground = Exclude<keyof typeof held | keyof typeof fitted, 'bias'>

export const weights: Weights = { ...held, ...fitted }

/** A clause for each ground that speaks against a person. */
export const words: Readonly<Partial<Record<Ground, Reason>>> = {
  oneWay: 'sends with List-Unsubscribe or other marks of bulk mail',
  announced: 'writes news and notices',
  issued: 'numbers or dates what it sends',
  monologue: 'never answers anybody',
  reference: 'an address made for one mailing',
  digits: 'an address with numbers',
  robotAddress: 'an address nobody reads',
  roleAddress: 'an address of a function',
  machineHost: 'a host that sends for others',
  machineName: 'a name no human bears',
  nameInHost: 'named like its own domain',
  'auto-submitted': 'sends automatically',
  'feedback-id': 'sends through a bulk mail service',
  'one-click': 'can be unsubscribed from by one click',
  brand: 'shows the logo of a brand',
  'no-answers': 'asks for no automatic answers',
  programmed: 'made by no program that people write in',
  serviced: 'comes from the servers of a bulk mail service',
  'precedence-bulk': 'sends in bulk',
  'category-promotions': 'sorted under promotions',
  'category-updates': 'sorted under updates',
  'category-social': 'sorted under social notices',
}
