/** The pages' html held to html-validate's recommended rules. */
import { HtmlValidate } from 'html-validate/node'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // A page of something under way loads itself again; it has a link that stops that, see measure.ts.
    'meta-refresh': 'off',
    'doctype-style': ['error', { style: 'lowercase' }],
    // hono/jsx writes void elements with a slash and attributes without quotes nowhere: both are html.
    'void-style': ['error', { style: 'selfclose' }],
    // hono/jsx writes `checked=""`, which means the same as `checked`.
    'attribute-boolean-style': 'off',
    // Boxes of one question share its name; what is sent is the list of those ticked.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
    // The text part of a letter is shown in the outbox as it is.
    'no-trailing-whitespace': 'off',
  },
})

/** What is wrong with it, a line each. */
export async function invalid(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
  )
}
