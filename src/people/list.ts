/** Written with commas, so that a list of words stays readable. */
export const list = (words: string): readonly string[] => words.split(',').map((word) => word.trim())
