/** Which test files begin first: those that take long although they are short, so that no processor waits for one of them at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Here programs are started, or a whole life is read. */
const long = /\/test\/(?:runtime\/node|path|sync)\//

/** Otherwise as Vitest has it: by how long a file took the last time, and by its size where that is not known. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const known = sorted.some((file) => this.ctx.cache.getTestSpecificationResult(file))
    if (known) return sorted
    return sorted.toSorted((a, b) => Number(long.test(b.moduleId)) - Number(long.test(a.moduleId)))
  }
}
