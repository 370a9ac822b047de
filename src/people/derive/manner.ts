/** Counts what one message shows of its sender: whether they answer, announce, discuss, and what their messages are made by. */
import type { Address, MailFact, Signal } from '../../facts.ts'
import { isBulk, isForward, isIssue } from '../bulk.ts'
import { isListHost } from '../identity/machine.ts'
import { makerOf } from '../identity/maker.ts'
import type { Sighting } from '../identity/types.ts'
import { announces, isAnnouncement, isReply, isTagged } from '../subjects/subject.ts'

/** Adds a message to what was seen of its sender. `recipients` are all it was addressed to. */
export function count(seen: Sighting, fact: MailFact, recipients: readonly Address[]): void {
  seen.received++
  seen.direct += Number(!isBulk(fact.signals))
  seen.announced += Number(announces(fact.subject ?? ''))
  countTitle(seen, fact)
  countManner(seen, fact, recipients)
  countMaker(seen, fact)
  for (const signal of fact.signals) seen.signals[signal] = (seen.signals[signal] ?? 0) + 1
}

/** Whether it answers, opens something, or is an issue of what comes regularly. */
function countTitle(seen: Sighting, fact: MailFact): void {
  const title = fact.subject ?? ''
  const answers = isAnswer(fact)
  if (answers || isForward(title)) seen.replies++
  // Without a subject nobody can tell whether it answers.
  else if (title) seen.opened++
  if (!answers && isIssue(title)) seen.issued++
}

const isOneWay = (fact: MailFact) =>
  fact.signals.some((signal) => oneWay.has(signal)) || (isAnnouncement(fact.subject ?? '') && !isAnswer(fact))

const isAnswer = ({ signals, subject = '' }: MailFact) => signals.includes('reply') || isReply(subject)

/** Whether it is part of a discussion, or comes one way. What comes out in issues is no part of one, whatever carries it. */
function countManner(seen: Sighting, fact: MailFact, recipients: readonly Address[]): void {
  const title = fact.subject ?? ''
  const discussed =
    !isListHost(seen.address) &&
    !isAnnouncement(title) &&
    (fact.signals.includes('list-post') || isTagged(title) || recipients.some((one) => isListHost(one.address)))
  if (discussed) seen.discussed += Number(isAnswer(fact) || !isIssue(title))
  else if (isOneWay(fact)) seen.oneWay++
}

/** What made the message, by its Message-ID. */
function countMaker(seen: Sighting, fact: MailFact): void {
  const maker = fact.messageId === undefined ? undefined : makerOf(fact.messageId)
  if (maker === 'service' || fact.signals.includes('bulk-service')) seen.serviced++
  if (maker === 'service' || maker === 'program') seen.programmed++
}

/** Signs of bulk mail that nobody is meant to answer, where no list of the discussing kind carried it. */
const oneWay: ReadonlySet<Signal> = new Set(['list-unsubscribe', 'feedback-id', 'auto-submitted', 'null-return-path'])
