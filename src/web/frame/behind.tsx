/** That something came in since a page's people were worked out: one sentence, while they are being worked out again. */

export function Behind({ is }: { readonly is: boolean }) {
  return is ? (
    <p class="meta" role="status">
      Mail or meetings came in since this was worked out. It is being worked out again; this page has it in a moment.
    </p>
  ) : null
}
