/** A form for what cannot be undone. */
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { AccountWords } from './words/words.ts'

interface TypedFormProps {
  readonly id: string
  readonly action: string
  readonly csrf: string
  readonly wanted: string
  readonly label: string
  readonly fault: string | undefined
  readonly words: AccountWords['leaving']
}

/** A form that has to be confirmed by typing an address. */
export function TypedForm({ id, action, csrf, wanted, label, fault, words }: TypedFormProps) {
  return (
    <PostForm action={action} csrf={csrf} class="line">
      <label for={id}>{words.confirm(cleanText(wanted))}</label>
      <input
        id={id}
        type="text"
        name="confirm"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${id}-error` : undefined}
      />
      <button type="submit" class="q danger">
        {label}
      </button>
      {fault ? (
        <p class="problem" id={`${id}-error`} role="alert">
          {fault}
        </p>
      ) : null}
    </PostForm>
  )
}
