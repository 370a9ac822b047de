/** The mails to an owner beside their letter, in English: plain text, folded to lines that every mail program shows as they are. */
import { atFirst, inWords, type Lasting, sayLasting } from '../../../policy.ts'

export const english = {
  choice: {
    waits: (name: string, day: string): string => `${name} is waiting for your answer: ${day}`,
    waitsDiscreet: (day: string): string => `A time waits for you: ${day}`,
    chosenDiscreet: (day: string): string => `A time was chosen: ${day}`,
    answer: 'An answer to times you offered',
    nothingYet: 'Nothing has gone out yet: it is fixed once your invitation comes.',
    lastReminder: 'After that their page says that you have not answered. This is the only reminder.',
    openToSend: 'Open it to send the invitation, or to put it away:',
    openToSee: 'Open it to see what there is, or to offer other times:',
    end: (host: string, name: string): string =>
      `Written once, on ${host}, because you offered ${name} these times. The link is yours, so please don’t forward it. Nothing is sent until you press a button on the page.`,
  },
  absence: {
    subject: (notice: Lasting): string => `Reading stops in ${sayLasting(notice)}`,
    thatDay: 'that day',
    says: (months: Lasting, day: string): string =>
      `For more than ${sayLasting(months)} nobody has opened a page of Coffee soon? or pressed a link of yours. What nobody looks at need not be read: on ${day} reading your mail and calendar stops, and letters with it.`,
    press: 'If it is to go on, press the button behind this link:',
    otherwise:
      'Otherwise there is nothing to do. What was read is kept, and whenever you sign in again, reading goes on where it stopped.',
    end: (host: string): string => `Written once, on ${host}.`,
  },
  accounts: {
    subject: (count: number): string =>
      count > 1
        ? `${atFirst(inWords(count))} accounts have to be connected again`
        : 'An account has to be connected again',
    /** "your Google account", "two Google accounts of yours". */
    of: (count: number, label: string, sample: boolean): string => {
      const account = sample ? label : `${label} account`
      return count > 1 ? `${inWords(count)} ${account}s of yours` : `your ${account}`
    },
    cannot: (accounts: readonly string[]): string => `Coffee soon? cannot read ${accounts.join(' and ')} any more.`,
    again: 'What was read is kept, and everything else goes on. Connect again, and reading goes on where it stopped:',
    end: (host: string, between: Lasting): string =>
      `Written once, on ${host}. Such a mail comes at most once in ${sayLasting(between)}, whatever happens. Your weekly letter and the pages say it as well.`,
  },
  /** To an address whose reader may not be who asked: none of the three names anybody. */
  signIn: {
    subject: 'Your link to sign in',
    text: (host: string, href: string, lasts: Lasting): string =>
      `Somebody, probably you, asked for a link to sign in to Coffee soon? at ${host}. Open it and press the button on its page:
${href}

It works for ${sayLasting(lasts)}, once, and in whichever browser you open it. Whoever has it can sign in with it: pass it on to nobody.

If you did not ask for it, there is nothing to do. Nobody is signed in without the button, and the link ends by itself.
`,
  },
  mailbox: {
    subject: 'Your link to connect this mailbox',
    text: (host: string, href: string, lasts: Lasting): string =>
      `Somebody, probably you, asked to connect this mailbox to Coffee soon? at ${host}. Open this in the same browser and press the button on its page:
${href}

It works for ${sayLasting(lasts)}, once.

If you did not ask for it, there is nothing to do. Nothing is stored without the button, and the link ends by itself.
`,
  },
  /** @param base this server's address */
  confirm: {
    subject: 'Is this address yours? Coffee soon asks once',
    text: (base: string, href: string, lasts: Lasting): string =>
      `Somebody with an account at ${base} would like a weekly letter from there to come to this address. Coffee soon writes only to people who want it, so it asks first.

If that is you, open this page and press its button:
${href}

If it is not you, there is nothing to do: without the button nothing more comes here. The same page can say that the address is not theirs, and then this server never asks it again.

The link works for ${sayLasting(lasts)}. This mail is sent once.
`,
  },
}
