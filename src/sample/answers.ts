/** The people of a sample answer what its owner sent them lately. */
import { Temporal } from 'temporal-polyfill'
import { acceptInvitations } from './appointments.ts'
import { composeAnswer } from './composing.ts'
import type { NewMessage, SampleMessage } from './history/types.ts'
import type { SampleWorld } from './world.ts'

const ANSWERED_WITHIN = { hours: 7 * 24 }

interface Mail {
  /** Every message that is there now. */
  messages(): readonly SampleMessage[]
  lastOf(thread: string): SampleMessage | undefined
  deliver(answer: NewMessage): void
}

/** Answers the mail and accepts the invitations of the last seven days. @returns how many answers that made */
export function answerAll(world: SampleWorld<unknown>, mail: Mail): number {
  world.catchUp()
  const edge = world.now().subtract(ANSWERED_WITHIN)
  return answerMail(world, mail, edge) + acceptInvitations(world, edge)
}

function answerMail({ history, now }: SampleWorld<unknown>, mail: Mail, edge: Temporal.Instant): number {
  const { owner, machines } = history
  const recent = mail.messages().filter(({ at }) => Temporal.Instant.compare(at, edge) > 0)
  let count = 0
  for (const thread of new Set(recent.map((message) => message.thread))) {
    const answer = composeAnswer(mail.lastOf(thread), { owner, machines, now: now() })
    if (!answer) continue
    mail.deliver(answer)
    count++
  }
  return count
}
