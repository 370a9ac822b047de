/** What the page of a secret has, whatever it opens: the form that makes one, and who has one. */
import type { Child } from 'hono/jsx'
import type { Pass } from '../../db/passes.ts'
import { PostForm } from '../frame/layout.tsx'

/** No name of a secret is longer. */
export const longestLabel = 60

interface MakeFormProps {
  readonly action: string
  readonly csrf: string
  readonly words: {
    readonly label: string
    readonly labelHint: string
    readonly submit: string
  }
  /** What can be given beside what every such secret gives. */
  readonly boxes: readonly { readonly name: string; readonly label: string; readonly hint: string }[]
  /** Said between the name and the boxes. */
  readonly children?: Child
}

export function MakeForm({ action, csrf, words, boxes, children }: MakeFormProps) {
  return (
    <PostForm action={action} csrf={csrf}>
      <div class="field">
        <label for="label">{words.label}</label>
        <input id="label" name="label" type="text" maxlength={longestLabel} autocomplete="off" required />
        <p class="meta tight">{words.labelHint}</p>
      </div>
      {children}
      {boxes.map(({ name, label, hint }) => (
        <div class="field">
          <label class="tick">
            <input type="checkbox" name={name} value="1" /> {label}
          </label>
          <p class="meta tight">{hint}</p>
        </div>
      ))}
      <p class="cta">
        <button type="submit">{words.submit}</button>
      </p>
    </PostForm>
  )
}

interface HoldersProps {
  readonly passes: readonly Pass[]
  /** Where one is taken back. */
  readonly action: string
  readonly csrf: string
  readonly words: {
    readonly none: string
    readonly end: string
    /** For whoever hears the button without its row. */
    endOf(label: string): string
  }
  /** When it was used last, and since when it is there and what it gives. */
  says(pass: Pass): { readonly used: string; readonly since: string }
}

export function Holders({ passes, action, csrf, words, says }: HoldersProps) {
  if (!passes.length) return <p class="soft">{words.none}</p>
  return (
    <ul class="plain">
      {passes.map((pass) => {
        const { used, since } = says(pass)
        return (
          <li class="row">
            <span class="grow">
              <b>{pass.label}</b>, {used}
              <span class="meta"> · {since}</span>
            </span>
            <PostForm action={action} csrf={csrf} class="inline" hidden={{ id: pass.id }}>
              <button type="submit" class="q small" aria-label={words.endOf(pass.label)}>
                {words.end}
              </button>
            </PostForm>
          </li>
        )
      })}
    </ul>
  )
}
