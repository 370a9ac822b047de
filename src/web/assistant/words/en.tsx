/** The page on which an owner lets an assistant in. */
import { number, type Place } from '../../../place.ts'
import { type Lasting, sayLasting } from '../../../policy.ts'
import { count } from '../../frame/words.ts'

/** A request that was counted: by whom, how often, and how many people it named. */
interface Use {
  readonly label: string
  readonly times: number
  readonly people: number
}

export const english = {
  title: 'Assistants',
  heading: 'Let an assistant ask',
  lede: 'A program of yours that speaks MCP can ask who is due and why, find somebody, and lead you to the page of a coffee. It is off until you make a token. It can send nothing.',
  goesOut: 'What an assistant reads goes to whoever runs it.',
  make: 'Make a token',
  label: 'What it is for',
  labelHint: 'Such as the program and the machine. It stands in the list below.',
  submit: 'Make a token',
  every: (
    <>
      Every token gives <b>names, dates and counts</b>: who is due, when the two of you were last in touch, how often
      you write and meet. Addresses are not among it.
    </>
  ),
  boxes: {
    subjects: {
      label: 'Subjects of mail and titles of meetings',
      hint: 'Anybody who can write to you chooses what stands in a subject, and some write there what is meant for an assistant and not for you. They are marked as untrusted, and an assistant may follow them all the same.',
    },
    notes: {
      label: 'My notes',
      hint: 'The lines you keep about people, word for word, with their days. What you copied into one from somebody else counts as theirs.',
    },
    write: {
      label: 'It may note a line about somebody',
      hint: 'Such as something you promised, with a day. It can change or delete none.',
    },
  },
  never:
    'No token gives why somebody is not suggested, which may be an illness or the law. Whoever has died, is mourned or grave ill, was let go, or with whom most of it is private is not told of at all.',
  holders: 'Who has one',
  none: 'Nobody.',
  asked: 'What was asked',
  nothingAsked: 'Nothing so far.',
  kept: (time: Lasting): string =>
    `By day, as the calendar of UTC has it, and kept for ${sayLasting(time)}. What was answered is kept nowhere. All of it is in the export.`,
  made: (label: string): string => `The token of ${label}`,
  once: 'It is shown this once, and only a hash of it is kept. Copy it now.',
  forFile: 'For programs that keep their servers in a file with mcpServers:',
  forClaudeCode: 'For Claude Code, on a terminal:',
  forOthers: (base: string): string =>
    `Others want the address ${base}/mcp and the header Authorization, with “Bearer” and the token. A program that wants to sign in at this server by itself (OAuth) cannot be connected.`,
  /** @param day "today", "on 12 April 2026" */
  askedLast: (day: string): string => `asked last ${day}`,
  notAsked: 'has asked nothing yet',
  since: (day: string, given: readonly string[]): string => `made on ${day} · ${given.join(', ')}`,
  given: {
    names: 'names, dates and counts',
    subjects: 'subjects and titles',
    notes: 'your notes',
    write: 'may note a line',
  },
  end: 'Take it back',
  endOf: (label: string): string => `Take back the token of ${label}`,
  /** @param tool its name; null: which tools there are. "Asked by Claude on the laptop: who_is_due, 3 times, 12 people" */
  use: ({ label, times, people }: Use, tool: string | null, where: Pick<Place, 'locale'>) => (
    <>
      Asked by {label}: {tool === null ? 'which tools there are' : <code>{tool}</code>},{' '}
      {times === 1 ? 'once' : `${number(times, where)} times`}
      {people ? `, ${count(people, 'person', 'people', where)}` : ''}
    </>
  ),
}
