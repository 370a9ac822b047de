/** One step of setting a house up. */
export interface Step {
  readonly name: 'address' | 'client' | 'relay' | 'backup'
  readonly title: string
  /** `yours`: done somewhere else, where this program cannot see it. */
  readonly state: 'done' | 'open' | 'yours'
  /** What is so: a sentence. Holds no secret. */
  readonly words: string
  /** What to do about it: a sentence, with commands between backticks. */
  readonly next?: string
}
