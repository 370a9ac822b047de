/**
 * What may lie how far ahead, and why. A clock that was wrong once leaves moments behind that no rule could give now: they are
 * set right by db/ahead.ts, so that everything goes on when the clock does. Pure.
 */
import type { Config } from '../config.ts'
import { signInMinutes } from '../db/accounts/sessions.ts'
import type { Horizons } from '../db/ahead.ts'
import { leaseSeconds } from '../db/tasks.ts'
import { hoursOf, policy } from '../policy.ts'
import { contactHours } from './address-book.ts'
import { refreshHours } from './people/news.ts'

const minutes = (count: number) => count * 60
const hours = (count: number) => minutes(count * 60)

/** What a provider may name, and its own midnight on a day of 25 hours; every pause of ours after a fault is shorter. */
const longestPause = hours(26)

/**
 * The table, in seconds from now. A task that lies further ahead is due at once: each looks at its own rows first and says
 * when it is wanted again, so that this does nothing before its time. A moment becomes the furthest that there is.
 */
export function horizonsOf(config: Pick<Config, 'SYNC_INTERVAL_MINUTES' | 'UNDO_SECONDS'>): Horizons {
  // What our own pacing says is minutes.
  const reading = Math.max(hours(1), minutes(config.SYNC_INTERVAL_MINUTES))
  return {
    tasks: {
      mail: { calm: reading, failing: longestPause },
      calendar: { calm: reading, failing: longestPause },
      contacts: { calm: hours(contactHours), failing: longestPause },
      // Worked out again every day.
      derive: { calm: hours(refreshHours), failing: longestPause },
      // Its owner's hour comes once a week, or after a pause of theirs: each is held against its own, see clock.ts.
      letter: { calm: null, failing: longestPause },
      // Until the hold of a choice ends; what waits for Undo is held against its own row, below.
      coffee: { calm: hours(hoursOf(policy.hold)), failing: longestPause },
      backtest: { calm: hours(1), failing: longestPause },
      confirm: { calm: hours(1), failing: longestPause },
      alarm: { calm: hours(1), failing: longestPause },
      signin: { calm: hours(1), failing: longestPause },
      webhook: { calm: hours(1), failing: longestPause },
    },
    moments: {
      // Renewed once before the relay is spoken to. Its holder, if there is one, renews it again.
      'tasks.leaseUntil': 2 * leaseSeconds,
      'sessions.expiresAt': hours(hoursOf(policy.session.longest)),
      'usedStates.expiresAt': minutes(2 * signInMinutes),
      'signInLinks.expiresAt': minutes(policy.signInLink.link.minutes),
      'coffees.sendAt': config.UNDO_SECONDS,
      'coffees.holdUntil': hours(hoursOf(policy.hold)),
      // Moments of the past: whoever came, or was read, did so by now.
      'users.createdAt': 0,
      'streams.startedAt': 0,
      'streams.lastSyncedAt': 0,
      'streams.restartedAt': 0,
      'connections.refusedGrantAt': 0,
      'connections.refusedTokenAt': 0,
      'checkpoints.until': 0,
    },
  }
}

/** Every other moment that is stored, with why it stays as it is. */
export const leftAsTheyAre: Readonly<Record<string, string>> = {
  'tasks.runAt': 'by kind, above',
  'tasks.doneAt': 'as of when people are worked out: where it lies ahead, so does their next time, and that is by kind',
  'budgets.spentUntil': 'held against its own quota at each use: db/budgets.ts',
  'listings.tryAt': 'held against a week at each use: db/listings/tries.ts',
  'digests.dropAt': 'goes with its letter, which is held against its own week: work/letter/deliver.ts',
  'connections.accessExpiresAt': 'a token that the provider refuses is renewed at once',
  'streams.readBackTo': 'how far back was read, by the messages that were',
  'addressBooks.readAt': 'says that it was',
  'coffees.startsAt': 'the time of a coffee is its people’s',
  'coffees.endsAt': 'the time of a coffee is its people’s',
  'people.restUntil': 'the owner’s own wish',
  'decisions.until': 'the owner’s own wish',
  'facts.at': 'the provider’s clock; what is absurd is not stored',
  'facts.endsAt': 'the provider’s clock; what is absurd is not stored',
  'people.lastAt': 'worked out from facts',
  'people.dueFrom': 'worked out from facts',
  'people.seenAt': 'worked out from facts',
  'people.occasionUntil': 'worked out from facts',
  'people.plannedAt': 'worked out from facts',
  'links.expiresAt':
    'lasts longer by what the clock was off; a link that ends too early would be one dead in a mailbox',
  // Moments of what happened order it and space it: later is the careful side, and each comes to pass.
  'links.createdAt': 'orders',
  'links.usedAt': 'says that it was',
  'links.revokedAt': 'says that it was',
  'sessions.createdAt': 'one that lies ahead is no fresh sign-in: work/signing/sessions.ts',
  'users.seenAt': 'one that lies ahead is written anew when its owner is seen next; until then nobody is called away',
  'sessions.usedAt': 'one that lies ahead is written anew at the next use',
  'sessions.endedAt': 'says that it was',
  'signInLinks.askedAt': 'is held against an hour at sending: work/signing/send-link.ts',
  'signInLinks.sentAt': 'says that it was',
  'signInLinks.usedAt': 'says that it was',
  'happenings.at': 'orders',
  'passes.createdAt': 'orders',
  'passes.lastUsedAt': 'one that lies ahead is written anew at the next use',
  'webhooks.createdAt': 'says which one it is',
  'webhooks.takenAt': 'says that it was',
  'webhookMessages.askedAt': 'is tried longer',
  'webhookMessages.endedAt': 'says that it was',
  'connections.createdAt': 'orders',
  'provenAddresses.at': 'orders',
  'confirmations.askedAt': 'is tried longer',
  'confirmations.sentAt': 'says that it was',
  'alarms.askedAt': 'is tried longer',
  'alarms.sentAt': 'spaces mails',
  'alarms.stopsAt': 'holds only with a mail that was asked for by now: work/mail/absence.ts',
  'users.stoppedAt': 'is over as soon as the owner is seen, whatever it says: work/mail/seen.ts',
  'askedAddresses.mailedAt': 'spaces mails to strangers',
  'askedAddresses.refusedAt': 'says that it was',
  'checkpoints.madeAt': 'orders',
  'backtests.requestedAt': 'orders',
  'decisions.at': 'orders',
  'notes.at': 'orders',
  'notes.doneAt': 'says that it was',
  'corrections.at': 'orders',
  'addedPeople.at': 'says since when they are there',
  'introductions.createdAt': 'orders',
  'introductions.oneAskedAt': 'says that it was',
  'introductions.otherAskedAt': 'says that it was',
  'introductions.oneSaidAt': 'says that it was',
  'introductions.otherSaidAt': 'says that it was',
  'introductions.madeAt': 'asked after later',
  'introductions.askedAfterAt': 'says that it was',
  'hashedAddresses.lookedAt': 'is looked for later',
  'secretKeys.firstAt': 'keeps a key longer',
  'forgotten.at': 'says since when it is so',
  'erasures.at': 'what is owed is done at the next quiet moment and at the start, whatever it says',
  'digests.sentAt': 'spaces mentions',
  'digests.createdAt': 'tells a letter of a wrong clock: work/letter/deliver.ts',
  'digestItems.outcomeAt': 'orders',
  'suppressions.at': 'says that it was',
  'incidents.beganAt': 'says that it was',
  'incidents.seenAt': 'says that it was',
  'incidents.triedAt': 'says that it was; the mail counts as of unknown outcome an hour after it',
  'incidents.sentAt': 'says that it was',
  'incidents.overAt': 'says that it was',
  'coffees.chosenAt': 'says that it was',
  'coffees.toldAt': 'says that it was',
  'coffees.createdAt': 'orders',
}
