/** Every request that was made to somebody's accounts, by kind: in words, with the name that the provider has for it. */
import { number, type Place, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { accountWords } from './words/words.ts'

interface Call {
  readonly email: string
  readonly method: string
  readonly count: number
}

/** A table for each account, under its address. */
export function Ledger({ calls, place }: { calls: readonly Call[]; place: Place }) {
  const words = accountWords(tongueOf(place)).ledger
  const accounts = [...new Set(calls.map(({ email }) => email))]
  return (
    <>
      {accounts.map((account) => (
        <table class="ledger">
          <caption>{cleanText(account)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.times}</th>
            </tr>
          </thead>
          <tbody>
            {calls
              .filter(({ email }) => email === account)
              .map(({ method, count }) => (
                <tr>
                  <th scope="row">
                    {words.methods[method] ?? words.another} <small>{method}</small>
                  </th>
                  <td>{number(count, place)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </>
  )
}
