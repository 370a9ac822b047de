/** What the owner does with the letter on its page: sends it now, or once more. */

import type { User } from '../../db/accounts/users.ts'
import { type LetterRow, listDigests, moveDigest } from '../../db/digests.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { isPaused, staleHours } from '../../letter/schedule.ts'
import { weekOf } from '../../letter/week.ts'
import { times } from '../../letter/words/de/pieces.ts'
import { inWords, policy } from '../../policy.ts'
import { destinationOf } from '../mail/address.ts'
import { hurryLetter } from '../request.ts'
import { inWeek, write } from './deliver.ts'
import { currentOf, hourOf } from './preview.ts'
import { isBlanked, letterToday } from './recheck.ts'
import { writeLetter } from './write.ts'

/**
 * This week's letter now. Pressed again, the same people go out once more.
 * @param seen how often it had gone out where the button was pressed: once it went since, a second press of that one sends
 * nothing. Left out, each press is a new one.
 * @throws UserError 409 while letters are stopped or paused, too little is read, or one is on its way; 429 after three times
 */
export async function sendLetter(deps: Deps, user: User, seen?: number): Promise<void> {
  const { db } = deps
  const now = deps.now()
  const { stopped } = await destinationOf(db, deps, user)
  if (stopped === 'unproven') throw new UserError(409, unprovenWords)
  if (stopped)
    throw new UserError(409, {
      en: 'Letters to you are stopped, so nothing was sent. Start them again first.',
      de: 'Deine Briefe sind angehalten, also wurde nichts verschickt. Lass sie zuerst wieder kommen.',
    })
  if (isPaused(user, now))
    throw new UserError(409, {
      en: 'Your letters are taking a break, so nothing was sent. End the break first.',
      de: 'Deine Briefe machen gerade Pause, also wurde nichts verschickt. Beende zuerst die Pause.',
    })
  const rows = await listDigests(db, user.id, 8)
  if (rows.some(({ state }) => state === 'ready' || state === 'sending')) throw onItsWay()
  const row = currentOf(user, now, rows)
  if (row && seen !== undefined && row.sends > seen) return
  const dropAt = now.add({ hours: staleHours })
  if (row && row.sends > 0) await sendAgain(deps, user, row, dropAt)
  else {
    // In the words in which it is shown, which are those of its hour.
    const written = inWeek(await writeLetter(deps, user, hourOf(user, now, rows), now), weekOf(now, user.timeZone))
    if (written.reading)
      throw new UserError(409, {
        en: 'Too little of your history is read so far. Your letter is ready once twelve months are.',
        de: 'Bisher ist zu wenig von deiner Zeit davor gelesen. Sobald es zwölf Monate sind, ist dein Brief fertig.',
      })
    await db.transaction(async (tx) => {
      const about = { seal: deps.seal, written, state: 'ready' as const, dropAt, problem: null, at: now }
      if (!(await write(tx, user, about))) throw onItsWay()
      await hurryLetter(tx, user.id, now)
    })
  }
  deps.wake()
}

async function sendAgain(deps: Deps, user: User, row: LetterRow, dropAt: LetterRow['dropAt']): Promise<void> {
  const { db, now } = deps
  if (row.sends >= policy.sendsOfALetter)
    throw new UserError(429, {
      en: `This week’s letter has gone out ${inWords(policy.sendsOfALetter)} times, which is as often as it goes. The next one comes at its usual hour.`,
      de: `Der Brief dieser Woche ging schon ${times(policy.sendsOfALetter)} hinaus, öfter geht er nicht. Der nächste kommt zur gewohnten Stunde.`,
    })
  if (isBlanked(row))
    throw new UserError(409, {
      en: 'What this week’s letter was written from is not stored any more, so it is not sent again. The next one comes at its usual hour.',
      de: 'Woraus der Brief dieser Woche geschrieben wurde, ist nicht mehr gespeichert, also geht er nicht noch einmal hinaus. Der nächste kommt zur gewohnten Stunde.',
    })
  if (row.items.length && !(await letterToday(deps, user, row)).cards.length)
    throw new UserError(409, {
      en: 'Everybody in this week’s letter has been taken care of, or cannot be told from what is read now, so there is nothing to send again.',
      de: 'Was im Brief dieser Woche stand, ist alles getan oder lässt sich aus dem, was jetzt gelesen ist, nicht mehr erkennen; es gibt also nichts noch einmal zu schicken.',
    })
  await db.transaction(async (tx) => {
    const set = { state: 'ready' as const, dropAt, attempts: 0, problem: null }
    if (!(await moveDigest(tx, row, ['sent', 'unknown', 'failed', 'dropped'], set))) throw onItsWay()
    await hurryLetter(tx, row.userId, now())
  })
}

const unprovenWords = {
  en: 'No address is confirmed as yours yet, so nothing was sent. Have a link to confirm sent first, from the letter page.',
  de: 'Noch ist keine Adresse als deine bestätigt, also wurde nichts verschickt. Lass dir zuerst von der Briefseite aus einen Link zum Bestätigen schicken.',
}

const onItsWay = () =>
  new UserError(409, {
    en: 'A letter to you is on its way already. It should be there in a minute or two.',
    de: 'Ein Brief an dich ist schon unterwegs. In ein, zwei Minuten sollte er da sein.',
  })
