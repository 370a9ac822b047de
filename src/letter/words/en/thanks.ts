/** What stands behind everybody met of late, in as many ways as letters need not to say one of them week after week. */

/** One or two lines, and what was promised. Each stands after "You met Jonas Lind on Thursday." */
export const thanks: readonly [string, ...string[]] = [
  'Two lines of thanks while it’s fresh, and anything you said you’d send.',
  'A short thank-you comes easily now, and so does whatever you offered to pass on.',
  'What was good about it, in a sentence, and any link or name you mentioned.',
  'A word of thanks does it, with what you promised on the way out.',
  'If something they said stayed with you, tell them, and keep a line for what you offered.',
  'A thank-you while you still hear the talk, and what you wanted them to have.',
  'Say what you took from it, if you like, and send along what you spoke of.',
  'One line for the time you had, and one for anything that was to follow.',
]
