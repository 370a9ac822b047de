/** What a card can say of each kind of finding, in as many ways as letters need not to repeat themselves for a month. */
import { months, weekdays } from '../../../dates.ts'
import { atFirst, inWords } from '../../../policy.ts'
import type { Line, Sayings } from '../saying.ts'
import { together } from './meetings.ts'
import { type After, afterwards, earlier, threads } from './threads.ts'

/** The label of an owed reply whose subject asks for an answer. */
export const openLabel: string = 'Still open'

export const sayings: Sayings = {
  owed_reply({ at, title, asks }, { firstName, day }) {
    const what = title === undefined ? 'message' : `“${title}”`
    const quoted = title === undefined ? 'a message' : `“${title}”`
    const when = day(at)
    if (asks)
      return {
        name: 'question',
        label: openLabel,
        texts: [
          `Their ${what} of ${when} is waiting for an answer.`,
          `Their ${what} of ${when}, and no answer by mail so far.`,
          `Nothing went back after their ${what} of ${when}.`,
          `${firstName} wrote ${quoted} on ${when}, and the thread rests there.`,
          `The thread stops at ${firstName}’s ${what} of ${when}.`,
          `On ${when} came their ${what}; it has had no answer by mail.`,
          `It ends with a question of theirs: ${quoted}, ${when}.`,
          `${atFirst(quoted)}, from ${firstName}, has been open since ${when}.`,
        ],
      }
    return {
      name: 'last_word',
      label: 'Last word',
      texts: [
        `Their ${what} of ${when}, and nothing from either of you after it.`,
        `${firstName} had it, on ${when}, with ${quoted}.`,
        ['Newest mail', `Theirs, of ${when}: ${quoted}.`],
        ['Where it rests', `${atFirst(quoted)} came from ${firstName} on ${when}, and nothing after it.`],
        ['Where it stopped', `With ${quoted}, on ${when}; that one was theirs.`],
        ['The last to write', `${firstName}, on ${when}, with ${quoted}.`],
        ['Since then', `After their ${what} of ${when} it went quiet on both sides.`],
        ['Who wrote last', `It was ${firstName}, on ${when}: ${quoted}.`],
        ['Left at', `${atFirst(quoted)}, which ${firstName} sent on ${when}.`],
        ['The end of the thread', `Their ${what}, ${when}.`],
        ['Last from them', `${atFirst(quoted)} on ${when}, and no mail either way after that.`],
        ['Theirs', `The newest between you is ${quoted}, ${when}.`],
      ],
    }
  },
  unanswered({ at, title }, { day }) {
    const [what, when] = [title === undefined ? '' : ` “${title}”`, day(at)]
    const quoted = title === undefined ? 'a note' : `“${title}”`
    return {
      name: 'unanswered',
      label: 'Last word',
      texts: [
        `Your note${what} of ${when} has had no answer; that is often timing.`,
        `Your note${what} of ${when}, and nothing after it. No answer is often just timing.`,
        ['Yours', `You wrote ${quoted} on ${when}. It may have met a full week.`],
        ['Newest mail', `${atFirst(quoted)}, which you sent on ${when}. People answer less than they mean to.`],
        ['Last from you', `${atFirst(quoted)}, on ${when}. Mail gets buried; it need not mean a thing.`],
        ['Where it rests', `With your note${what} of ${when}, and it can rest there.`],
        ['You wrote last', `${when}, ${quoted}. A first reply sometimes takes a second hello.`],
        ['Sent', `${atFirst(quoted)} went out on ${when}; a quiet inbox says little about a friend.`],
      ],
    }
  },
  introduction_made({ at, other, replied }, { firstName, day }) {
    const answer =
      replied === 'both' ? 'they both replied' : replied === 'they' ? `${firstName} replied` : `${other} replied`
    const when = day(at)
    return {
      name: 'introduction_made',
      label: 'Follow through',
      texts: [
        `You introduced ${firstName} to ${other} on ${when}, and ${answer}.`,
        `On ${when} you introduced ${firstName} and ${other}; ${answer}.`,
        ['Your introduction', `${firstName} and ${other}, on ${when}; ${answer}.`],
        ['Through you', `${firstName} and ${other} know each other from your mail of ${when}, and ${answer}.`],
        ['Two people you joined', `${firstName} met ${other} by your note of ${when}; ${answer}.`],
        ['What came of it', `You put ${firstName} in touch with ${other} on ${when}, and ${answer}.`],
      ],
    }
  },
  introduction_received({ at, other, way, title }, { firstName, day }) {
    const [from, to] = way === 'to' ? [firstName, other] : [other, undefined]
    const [quoted, when] = [title === undefined ? '' : `, with “${title}”`, day(at)]
    return {
      name: 'introduction_received',
      label: 'Introduction',
      texts: [
        `${from} introduced ${to ? `you to ${to}` : 'you two'} on ${when}${quoted}.`,
        `It was ${from} who introduced ${to ? `you to ${to}` : 'the two of you'}, on ${when}${quoted}.`,
        ['Who brought you together', `${from}, on ${when}${quoted}${to ? `: that is how you know ${to}` : ''}.`],
        ['How it began', `${from} wrote to ${to ? `you and ${to}` : 'you both'} on ${when}${quoted}.`],
        [
          'Thanks to',
          `${from}, whose mail of ${when} put ${to ? `you in touch with ${to}` : 'the two of you in touch'}.`,
        ],
        [
          'The link',
          `${to ? `You know ${to} through ${from}` : `You know each other through ${from}`}, by a mail of ${when}${quoted}.`,
        ],
      ],
    }
  },
  note({ at, text }, { month }) {
    const [line, when] = [/[.!?…]$/.test(text) ? text : `${text}.`, month(at)]
    return {
      name: 'note',
      label: 'Your note',
      texts: [
        `In ${when} you noted: ${line}`,
        `You wrote down in ${when}: ${line}`,
        ['In your words', `${atFirst(line)} That was in ${when}.`],
        [`Noted in ${when}`, line],
        ['To come back to', `${atFirst(line)} You kept that in ${when}.`],
        ['From your notes', `${when}: ${line}`],
      ],
    }
  },
  anniversary({ first, met, years, weekday, today }, { day }) {
    const what = met ? 'first meeting' : 'first email'
    const count = years === 1 ? 'a year' : `${inWords(years)} years`
    const when = day(first)
    return {
      name: 'anniversary',
      label: today ? 'Today' : `This ${weekdays[weekday - 1]}`,
      texts: [
        `${atFirst(count)} since your ${what}, ${when}.`,
        `Your ${what}, of ${when}, is ${count} old.`,
        `${atFirst(count)} ago came your ${what}, ${when}.`,
        `It all began ${count} ago: your ${what}, ${when}.`,
        `${atFirst(count)} of knowing each other, going by your ${what} of ${when}.`,
        `${atFirst(count)} on from your ${what}, ${when}.`,
      ],
    }
  },
  birthday: ({ weekday, today, guessed }) => ({
    name: guessed ? 'birthday.guessed' : 'birthday',
    label: today && !guessed ? 'Today' : 'Coming up',
    texts: guessed
      ? ['Birthday about now, going by the wishes you sent in other years.']
      : [today ? 'Their birthday.' : `Birthday on ${weekdays[weekday - 1]}.`],
  }),
  // Whether it goes on without them nobody can tell from what lies between the two.
  series_ended({ at, title, count }, { day }) {
    const number = count === undefined ? undefined : count > 12 ? String(count) : inWords(count)
    const times = number === undefined ? '' : `, after ${number} meetings`
    const of = number === undefined ? '' : `, the last of ${number}`
    const [name, when] = [title === undefined ? 'regular meeting' : `“${title}”`, day(at)]
    const label = 'Ended'
    if (title === undefined)
      return {
        name: 'series_ended.bare',
        label,
        texts: [
          `A regular meeting of the two of you, on ${when}${times}.`,
          `You met regularly until ${when}${of}.`,
          ['A habit that stopped', `Your ${name}, on ${when}${times}.`],
          ['Until then', `You had a ${name}, which went up to ${when}${times}.`],
          ['No more in the calendar', `The ${name} you both went to, after ${when}${of}.`],
          ['Last time', `${when}: that ${name} has not come back${times}.`],
        ],
      }
    return {
      name: 'series_ended',
      label,
      texts: [
        `${name}, for the two of you, on ${when}${times}.`,
        `Your last ${name} together was on ${when}${of}.`,
        ['A habit that stopped', `${name}, on ${when}${times}.`],
        ['Until then', `You met for ${name} up to ${when}${of}.`],
        ['No more in the calendar', `${name}, after ${when}${of}.`],
        ['Last time', `${when}, ${name}${times}.`],
        ['It used to bring you together', `${name}, until ${when}${times}.`],
      ],
    }
  },
  shared_meetings: (finding, speech) => together(finding, speech),
  last_thread({ at, title, way, newest, after }, { month, firstName }) {
    const when = month(at)
    const then: After = after && { how: after.how, month: month(after.at) }
    if (then?.how === 'mail' && then.month !== when)
      return { name: 'last_thread.before', label: 'Before that', texts: earlier({ title, when, later: then.month }) }
    const name = way === 'both' && newest ? 'newest' : way
    const ends = then && then.month !== when ? afterwards[then.how === 'met' ? 'met' : 'beside'](then.month) : undefined
    const texts = threads[name]({ title, when, firstName })
    return {
      name: `last_thread.${name}`,
      label: 'Last thread',
      texts: ends
        ? texts.map((line, index): Line => {
            const end = ends[index % ends.length] ?? ''
            return typeof line === 'string' ? line.replace(/\.$/, end) : [line[0], line[1].replace(/\.$/, end)]
          })
        : texts,
    }
  },
  moved({ at, from, to, since, own }, { month, firstName }) {
    const when = month(at)
    const label = 'New address'
    if (!since)
      return {
        name: 'moved.now',
        label,
        texts: [
          `They write from ${to} now; ${from} has gone quiet.`,
          `${to} it is these days, where it was ${from} before.`,
          ['A new desk', `Mail comes from ${to}, and none from ${from} any more.`],
          ['Moved on', `From ${from} to ${to}, going by their mail.`],
          ['Elsewhere now', `${firstName} is at ${to}; the address at ${from} has fallen silent.`],
          ['Changed', `The old address was at ${from}, the one in use is at ${to}.`],
        ],
      }
    return {
      name: own ? 'moved' : 'moved.seen',
      label,
      texts: [
        `${own ? 'Writing from' : 'At'} ${to} since ${when}; ${from} has gone quiet.`,
        `${to} since ${when}, where it was ${from} before.`,
        ['A new desk', `At ${to} from ${when} on, and no mail from ${from} any more.`],
        ['Moved on', `From ${from} to ${to}, in ${when}, going by their mail.`],
        ['Elsewhere now', `${firstName} has been at ${to} since ${when}; ${from} has fallen silent.`],
        ['Changed', `The old address was at ${from}; ${to} has been in use since ${when}.`],
      ],
    }
  },
  in_common({ other, threads: number, meetings, span }) {
    const on = number === 0 ? '' : `on ${counted(number, 'thread')}`
    const at = meetings === 0 ? '' : `at ${counted(meetings, 'meeting')}`
    const where = [on, at].filter(Boolean).join(' and ')
    const ending = span === 'year' ? ' in the last year' : ''
    return {
      name: 'in_common',
      label: 'In common',
      texts: [
        `${other}, ${where} with you both${ending}.`,
        `You both know ${other}, who was ${where} with you${ending}.`,
        ['A third', `${other} was ${where} with the two of you${ending}.`],
        ['Somebody you share', `${other}: together ${where}${ending}.`],
        ['You both know', `${other}, going by time spent ${where}${ending}.`],
        ['The three of you', `With ${other} ${where}${ending}.`],
        ['Common ground', `${other}; you were all ${where}${ending}.`],
        ['Who knows you both', `${other}, seen with you ${where}${ending}.`],
        ['Mutual', `${other} stood beside you ${where}${ending}.`],
        ['Between you', `There is ${other} too, ${where}${ending}.`],
        ['In the same company', `${other}, with the pair of you ${where}${ending}.`],
        ['Also with you', `${other}, ${where}, all of you together${ending}.`],
      ],
    }
  },
  season({ month, years, both }) {
    const name = months[month - 1]
    const [from, to] = [years[0], years.at(-1)]
    const what = both ? 'You have written to each other' : 'You have been in touch'
    return {
      name: 'season',
      label: `Every ${name}`,
      texts: [
        `${what} in it each year from ${from} to ${to}.`,
        ['A time for it', `From ${from} to ${to}, ${what.replace('You have', 'you have')} every ${name}.`],
        ['This time of year', `Every ${name} from ${from} to ${to} you had word of each other.`],
        ['A month of yours', `Every ${name} from ${from} to ${to} brought something between you.`],
        ['It comes round', `Each year from ${from} to ${to}, every ${name}, there was contact.`],
        ['A habit of the year', `Contact in every ${name} from ${from} to ${to}.`],
      ],
    }
  },
}

const counted = (count: number, noun: string) => `${inWords(count)} ${noun}${count === 1 ? '' : 's'}`
