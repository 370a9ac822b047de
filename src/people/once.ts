/** What is made of long lists is made when somebody asks, and once. */
export function once<T>(make: () => T): () => T {
  let made: { readonly is: T } | undefined
  return () => {
    made ??= { is: make() }
    return made.is
  }
}
