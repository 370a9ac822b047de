/** A relay over a line that may break: what it took it keeps, whatever the program hears of it. */
import type { Delivery, Mail, Mailer } from '../../src/deps.ts'
import { exchange } from './process.ts'

export interface ChaosRelay extends Mailer {
  /** What it took, in order. */
  readonly taken: Mail[]
  /** What it says to the next mails; it takes them where nothing is left. */
  readonly moods: Mood[]
}

/** `later`: refused for now. `never`: refused for good. `away`: not reached. `lost`: taken, and nobody hears of it. `cut`: the line breaks before it has all. */
export type Mood = 'take' | 'later' | 'never' | 'away' | 'lost' | 'cut'

const refused = (code: number, permanent: boolean): Delivery => ({
  ...{ kind: 'refused', permanent, atRecipient: false, code },
  reason: `the mail relay answered ${code} to the letter`,
})
const unknown: Delivery = { kind: 'unknown', reason: 'the line to the mail relay broke before it confirmed the letter' }

class Broken extends Error {
  override readonly name = 'Broken'
}

export function openRelay(): ChaosRelay {
  const taken: Mail[] = []
  const moods: Mood[] = []
  const speak = (mail: Mail): Delivery => {
    const mood = moods.shift() ?? 'take'
    if (mood === 'take' || mood === 'lost') taken.push(mail)
    if (mood === 'away') return { kind: 'unreached', reason: 'nothing answers at the host and port of SMTP_URL' }
    if (mood === 'later') return refused(451, false)
    if (mood === 'never') return refused(554, true)
    return mood === 'take' ? { kind: 'accepted' } : unknown
  }
  return {
    ...{ taken, moods },
    async send(mail) {
      let begun = false
      try {
        return await exchange({ name: 'relay', broken: () => new Broken() }, async () => {
          begun = true
          return speak(mail)
        })
      } catch (error) {
        if (!(error instanceof Broken)) throw error
        return begun ? unknown : { kind: 'unreached', reason: 'the mail relay could not be reached' }
      }
    },
    async close() {},
  }
}
