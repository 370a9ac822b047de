/** `npm run eval`: reads its arguments, shows progress on stderr and prints the tables. */
import { parseArgs } from 'node:util'
import { printCards } from './cards.ts'
import { type Arguments, evaluate } from './evaluate.ts'
import { InputError } from './lines.ts'

const help = `npm run eval -- DIR [--out OUT] [--only NAME] [--users N] [--fit]
npm run eval -- DIR --cards N [--seed SEED] [--only NAME]

Answers every data set that it finds in DIR with the code of the product, and writes the answers to OUT as lines of JSON.
Where truth or gold lies beside a set it also scores the answers, and prints the tables of docs/inference.md.

DIR          files *.jsonl, plain or .gz; docs/inference.md says what they hold
--out OUT    folder for the answers, made where it is not there   (./eval-answers)
--only NAME  only the set of this name: that of its file, without .jsonl.gz
--users N    how many mailboxes of a corpus of many are asked for points, the fullest first   (10)
--cards N    prints N cards of weekly letters instead, each with the last that lies between the two, to be read one by one
--seed SEED  another one draws other owners and weeks   (1)
--fit        also leaves out each ground for a person in turn, and prints the weights as src/people/identity/weights.ts has them
`

/** @throws InputError where the arguments are not as `help` says */
function readArguments(
  argv: readonly string[],
): (Arguments & { readonly cards?: number; readonly seed: string }) | 'help' {
  const options = {
    out: { type: 'string', default: './eval-answers' },
    only: { type: 'string' },
    users: { type: 'string', default: '10' },
    cards: { type: 'string' },
    seed: { type: 'string', default: '1' },
    fit: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    if (values.help) return 'help'
    const [dir, ...more] = positionals
    if (!dir || more.length) throw new InputError('One folder is expected.')
    const whole = (name: 'users' | 'cards', text: string) => {
      const number = Number(text)
      if (!Number.isInteger(number) || number < 1) throw new InputError(`--${name} is a whole number from 1.`)
      return number
    }
    const users = whole('users', values.users)
    const cards = values.cards === undefined ? {} : { cards: whole('cards', values.cards) }
    return { dir, out: values.out, only: values.only, users, fit: values.fit, ...cards, seed: values.seed }
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(error instanceof Error ? error.message : 'unknown')
  }
}

async function main(): Promise<number> {
  try {
    const read = readArguments(process.argv.slice(2))
    if (read === 'help') {
      process.stdout.write(help)
      return 0
    }
    if (read.cards !== undefined) {
      process.stdout.write(`${await printCards({ ...read, count: read.cards })}\n`)
      return 0
    }
    const { tables, failed } = await evaluate(read, (line) => process.stderr.write(`${line}\n`))
    process.stdout.write(`${tables}\n`)
    return failed ? 1 : 0
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    process.stderr.write(`${error.message}\n\n${help}`)
    return 2
  }
}

process.exitCode = await main()
