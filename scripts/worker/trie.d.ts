/** The public list as tldts has it inside: a tree of labels, from the last one on. */
declare module 'tldts/dist/cjs/src/data/trie.js' {
  const trie: {
    readonly nodeFlags: Uint8Array
    readonly edgeStart: Uint16Array
    readonly edgeLength: Uint8Array
    readonly edgeChild: Uint16Array
    readonly labelText: string
    readonly rulesRoot: number
    readonly exceptionsRoot: number
  }
  export default trie
}
