/** Names as people and programs in many countries write them, and what somebody is called by then. */
import { expect, test } from 'vitest'
import { firstNameIn } from '../../../src/people/identity/first-name.ts'
import { plainName } from '../../../src/people/identity/name.ts'

test.each([
  // Degrees and jobs behind a comma
  ['Anna Berg, PharmD', 'Anna', 'Anna Berg'],
  ['Anna Berg, PsyD', 'Anna', 'Anna Berg'],
  ['Anna Berg, PT, DPT', 'Anna', 'Anna Berg'],
  ['Anna Berg, Head of Sales', 'Anna', 'Anna Berg'],
  ['Thomas Schmidt, Rechtsanwalt', 'Thomas', 'Thomas Schmidt'],
  ['Marie Dupont, Directrice', 'Marie', 'Marie Dupont'],
  ['prof. MUDr. Eva Černá, DrSc.', 'Eva', 'Eva Černá'],
  ['doc. RNDr. Petr Svoboda, CSc.', 'Petr', 'Petr Svoboda'],
  // Titles before it
  ['Rechtsanwalt Thomas Schmidt', 'Thomas', 'Thomas Schmidt'],
  ['Univ.-Prof. Dr. Anna Berg', 'Anna', 'Anna Berg'],
  ['Advokat Lars Hansen', 'Lars', 'Lars Hansen'],
  ['Δρ. Γιώργος Παπαδόπουλος', 'Γιώργος', 'Γιώργος Παπαδόπουλος'],
  ['Doç. Dr. Ayşe Kaya', 'Ayşe', 'Ayşe Kaya'],
  ['Rabbi David Cohen', 'David', 'Rabbi David Cohen'],
  ['Kovács Péter Dr.', 'Kovács Péter', 'Kovács Péter'],
  // Signs around it
  ['Berg,Anna', 'Anna', 'Anna Berg'],
  ['„Anna Berg“', 'Anna', 'Anna Berg'],
  ['‘Anna Berg’', 'Anna', 'Anna Berg'],
  ['🌸 Anna Berg 🌸', 'Anna', 'Anna Berg'],
  ['★Anna★', 'Anna', 'Anna'],
  ['Anna Berg @ Acme', 'Anna', 'Anna Berg'],
  ['Anna Berg/Berlin/IBM', 'Anna', 'Anna Berg'],
  ['CN=Anna Berg/OU=Sales/O=IBM', 'Anna', 'Anna Berg'],
  // A family's name with initials behind it
  ['Иванов И.И.', 'Иванов И.И.', 'Иванов И.И.'],
  ['Berg A. M.', 'Berg A. M.', 'Berg A. M.'],
])('%s is greeted as %s', (written, first, plain) => {
  expect([firstNameIn(written), plainName(written)]).toEqual([first, plain])
})

test.each([
  ['García López, María', 'María'],
  ['Van Dyke, AJ', 'AJ Van Dyke'],
  ['Anna B.', 'Anna'],
  ['Maj Berg', 'Maj'],
  ['Seán O’Connor', 'Seán'],
])('%s is still greeted as %s', (written, first) => {
  expect(firstNameIn(written)).toBe(first)
})
