/** The small forms of a guest's page: none of these, calling it off, rather just writing. Each works without a script. */
import type { Child } from 'hono/jsx'
import { longestLine } from '../../coffee/news.ts'
import type { GuestAct } from '../../coffee/types.ts'
import type { View } from './guest-clock.tsx'

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
    <NoneFields owner={view.owner} />
  </form>
)

/** With a button of its own, within whatever form it stands. */
export function NoneFields({ owner }: { owner: string }) {
  return (
    <details class="more">
      <summary>None of these suits</summary>
      <div class="field">
        <label for="line">A line to {owner}, if you like</label>
        <input type="text" id="line" name="line" maxlength={longestLine} />
      </div>
      <button type="submit" name="act" value="none" class="q small">
        Tell {owner} that none suits
      </button>
    </details>
  )
}

export function CancelForm({ view }: { view: View }) {
  return (
    <details class="more">
      <summary>Call it off</summary>
      <ActForm view={view} act="cancel" class="line">
        <p class="meta">{view.owner} hears of it, and the time is free again.</p>
        <button type="submit" class="q small">
          Call it off
        </button>
      </ActForm>
    </details>
  )
}

export function StopForm({ view }: { view: View }) {
  const { owner, offer } = view
  if (offer.stopped)
    return (
      <ActForm view={view} act="stop" undo>
        <p>You would rather just write, so {owner} can make no more pages like this one for you.</p>
        <button type="submit" class="q small">
          Undo
        </button>
      </ActForm>
    )
  return (
    <form method="post" action={view.action}>
      <StopFields owner={owner} />
    </form>
  )
}

export function StopFields({ owner }: { owner: string }) {
  return (
    <details class="more">
      <summary>I’d rather just write</summary>
      <p class="meta">
        {owner} hears of it, and can make no more pages like this one for you. A time that you chose stays, and so does
        everything else. You can undo it here.
      </p>
      <button type="submit" name="act" value="stop" class="q small">
        No more pages like this
      </button>
    </details>
  )
}
