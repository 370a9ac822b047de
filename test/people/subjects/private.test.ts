/** What people write of what is nobody else's business, in five languages; and what only sounds like it. */
import { describe, expect, test } from 'vitest'
import { isLayOff, isQuotable, sensitiveMatter } from '../../../src/people/subjects/subject.ts'

describe('a subject', () => {
  test.each([
    'My diagnosis',
    'Chemo starts Monday',
    'Hospice visit',
    'Biopsy results',
    'Dad’s stroke unit',
    'Meine Diagnose',
    'Chemotherapie ab Montag',
    'Brustkrebs',
    'Besuch im Hospiz',
    'Mon diagnostic',
    'La chimio de Paul',
    'Soins palliatifs',
    'Tengo cáncer',
    'La quimio',
    'Cuidados paliativos',
    'Mijn diagnose',
    'Chemo van Jan',
    'Bezoek hospice',
  ])('“%s” speaks of an illness', (subject) => {
    expect(sensitiveMatter(subject)).toBe('illness')
    expect(isQuotable(subject)).toBe(false)
  })

  test.each([
    'Our divorce',
    'Scheidung',
    'Notre divorce',
    'El divorcio',
    'Echtscheiding',
    'Child support',
  ])('“%s” speaks of the law', (subject) => expect(sensitiveMatter(subject)).toBe('law'))

  test.each([
    'Laid off',
    'I was laid off on Friday',
    'Lost my job',
    'Made redundant',
    'Kündigung',
    'Stelle verloren',
    'Mon licenciement',
    'Me han despedido: sin trabajo',
    'Mijn ontslag',
  ])('“%s” speaks of work that was lost: no private matter that bars, and nothing to quote', (subject) => {
    expect(isLayOff(subject)).toBe(true)
    expect(sensitiveMatter(subject)).toBeUndefined()
    expect(isQuotable(subject)).toBe(false)
  })

  test.each([
    'Diagnostics dashboard',
    'Chemistry fair',
    'Tropic of Cancerland',
    'Stroke play on Sunday',
    'Gas-fired kiln',
  ])('“%s” speaks of none of these', (subject) => {
    expect(sensitiveMatter(subject)).toBeUndefined()
    expect(isLayOff(subject)).toBe(false)
  })

  test.each([
    'PLEASE READ THIS BEFORE FRIDAY',
    'Labour report 6/27/01',
    'Crane’s business, January 15, 2001',
    'Notes of 2026-01-05',
    'Spring plan final.pdf',
    'Leaked email',
  ])('“%s” is nothing to quote', (subject) => expect(isQuotable(subject)).toBe(false))

  test.each([
    'NATO summit reading',
    'Harbour walk',
    'Spring plan',
    'Boat trip in June 2025',
    'RSPB and NHS volunteers',
  ])('“%s” may be quoted', (subject) => expect(isQuotable(subject)).toBe(true))
})
