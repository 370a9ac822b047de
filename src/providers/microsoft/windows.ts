/** The windows in which Outlook's calendar is read, and the stretches of them that are not handed out: pure. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Instant } from '../../facts.ts'
import { isDue, isTold, momentSchema, troubleSchema } from '../aside.ts'
import type { Call, SetAside } from '../types.ts'
import { second } from './times.ts'

/** How far ahead planned meetings are known. */
const daysAhead = 60
/** What changes at all mostly changes within these days, so every look reads them again. */
const recentDays = 28
const windowDays = 31
/** A stretch that fails is tried again in two halves, until one broken event costs no more than its day. */
const shortestHours = 24

export const windowSchema = z.object({ from: momentSchema, to: momentSchema })
export type Window = z.infer<typeof windowSchema>

export const asideSchema = z.object({ ...windowSchema.shape, trouble: troubleSchema })
/** A stretch that is not handed out. */
export type Aside = z.infer<typeof asideSchema>

const hours = (days: number) => ({ hours: 24 * days })

export const newest = ({ now }: Pick<Call, 'now'>): Window => ({
  from: second(now.subtract(hours(recentDays))),
  to: second(now.add(hours(daysAhead))),
})

export function windowBefore(to: Instant, { since }: Pick<Call, 'since'>): Window {
  const from = to.subtract(hours(windowDays))
  return { from: second(Temporal.Instant.compare(from, since) < 0 ? since : from), to: second(to) }
}

const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const at = (epochMilliseconds: number) => second(Temporal.Instant.fromEpochMilliseconds(epochMilliseconds))

/** Whether a stretch says something of the last weeks. */
export const isLately = ({ from, to }: Window, { now }: Pick<Call, 'now'>): boolean =>
  ms(from) <= now.epochMilliseconds && ms(to) > ms(newest({ now }).from)

/** What is left of a window without these stretches, newest first. */
export function stretches(window: Window, without: readonly Window[]): Window[] {
  const left: Window[] = []
  let end = ms(window.to)
  for (const one of without.toSorted((a, b) => ms(b.to) - ms(a.to))) {
    if (ms(one.to) <= ms(window.from) || ms(one.from) >= end) continue
    if (ms(one.to) < end) left.push({ from: at(ms(one.to)), to: at(end) })
    end = Math.min(end, ms(one.from))
  }
  if (end > ms(window.from)) left.push({ from: window.from, to: at(end) })
  return left
}

/** The two halves of a stretch, the later one first; itself where it is short. */
export function halves({ from, to }: Window): Window[] {
  const [start, end] = [ms(from), ms(to)]
  if (end - start <= shortestHours * 3_600_000) return [{ from, to }]
  const middle = at(start + Math.floor((end - start) / 2000) * 1000)
  return [
    { from: middle, to },
    { from, to: middle },
  ]
}

/** Where a look begins: what of this window is handed out, then whatever else is due to be tried again; none without `now`. */
export function partsOf(
  window: Window,
  aside: readonly Aside[],
  { now, since }: { readonly now: Instant | null; readonly since: Instant },
): Window[] {
  const old = (one: Window) => Temporal.Instant.compare(Temporal.Instant.from(one.to), since) <= 0
  const due = now ? aside.filter((one) => isDue(one.trouble, now) && !old(one)) : []
  return [...stretches(window, aside), ...due.flatMap(halves)]
}

/** Those of which this stretch is no part: where it is, the rest of them stays. */
export function withoutStretch(aside: readonly Aside[], done: Window): Aside[] {
  return aside.flatMap((one) => stretches(one, [done]).map((left) => ({ ...one, ...left })))
}

/** The trouble of the stretch that this one lies in. */
export const troubleOf = (aside: readonly Aside[], { from, to }: Window) =>
  aside.find((one) => ms(one.from) <= ms(from) && ms(to) <= ms(one.to))?.trouble

/** How these are told. */
export const toSetAside = (all: readonly Aside[], { now }: Pick<Call, 'now'>): SetAside[] =>
  all
    .filter(({ trouble }) => isTold(trouble, now))
    .map(({ from, to, trouble: { since, next } }) => ({ what: 'stretch', from, to, since, next }))
