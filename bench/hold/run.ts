/** Prints what each piece of work holds: `node --import tsx bench/hold/run.ts [folder to keep the mailbox in] [only]`. */
import { holds, limits } from './hold.ts'

const ms = (value: number) => `${Math.round(value)} ms`
console.log('| what | took | held by code | of 100 ms | longest statement | of 250 ms | whole hold | others waited |')
console.log('|---|---|---|---|---|---|---|---|')
for (const { name, took, code, statement, loop, wait, sql } of await holds(process.argv[2], process.argv[3]))
  console.log(
    `| ${name} | ${ms(took)} | ${ms(code)} | ${(code / limits.code).toFixed(2)} | ${ms(statement)} | ${(statement / limits.statement).toFixed(2)} | ${ms(loop)} | ${ms(wait)} |${process.env.SQL ? ` ${sql.replaceAll(/\s+/g, ' ').slice(0, 160)}` : ''}`,
  )
