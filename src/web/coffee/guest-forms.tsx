/** The small forms of a guest's page: none of these, calling it off, rather just writing. Each works without a script. */
import type { Child } from 'hono/jsx'
import { longestLine } from '../../coffee/news.ts'
import type { GuestAct } from '../../coffee/types.ts'
import type { View } from './guest-clock.tsx'
import { coffeeWords } from './words/words.ts'

interface ActProps {
  readonly view: Pick<View, 'action'>
  readonly act: GuestAct
  readonly undo?: true
  readonly class?: string
  readonly children?: Child
}

export function ActForm({ view: { action }, act, undo, children, ...rest }: ActProps) {
  return (
    <form method="post" action={action} class={rest.class}>
      <input type="hidden" name="act" value={act} />
      {undo ? <input type="hidden" name="undo" value="1" /> : null}
      {children}
    </form>
  )
}

export const NoneForm = ({ view }: { view: View }) => (
  <form method="post" action={view.action}>
    <NoneFields view={view} />
  </form>
)

/** With a button of its own, within whatever form it stands. */
export function NoneFields({ view: { owner, tongue } }: { view: View }) {
  const words = coffeeWords(tongue).guest
  return (
    <details class="more">
      <summary>{words.noneSuits}</summary>
      <div class="field">
        <label for="line">{words.line(owner)}</label>
        <input type="text" id="line" name="line" maxlength={longestLine} />
      </div>
      <button type="submit" name="act" value="none" class="q small">
        {words.tellNone(owner)}
      </button>
    </details>
  )
}

export function CancelForm({ view }: { view: View }) {
  const words = coffeeWords(view.tongue).guest
  return (
    <details class="more">
      <summary>{words.callOff}</summary>
      <ActForm view={view} act="cancel" class="line">
        <p class="meta">{words.callingOff(view.owner)}</p>
        <button type="submit" class="q small">
          {words.callOff}
        </button>
      </ActForm>
    </details>
  )
}

export function StopForm({ view }: { view: View }) {
  const { owner, offer, tongue } = view
  const words = coffeeWords(tongue).guest
  if (offer.stopped)
    return (
      <ActForm view={view} act="stop" undo>
        <p>{words.stopped(owner)}</p>
        <button type="submit" class="q small">
          {words.undo}
        </button>
      </ActForm>
    )
  return (
    <form method="post" action={view.action}>
      <StopFields view={view} />
    </form>
  )
}

export function StopFields({ view: { owner, tongue } }: { view: View }) {
  const words = coffeeWords(tongue).guest
  return (
    <details class="more">
      <summary>{words.ratherWrite}</summary>
      <p class="meta">{words.stopping(owner)}</p>
      <button type="submit" name="act" value="stop" class="q small">
        {words.stop}
      </button>
    </details>
  )
}
