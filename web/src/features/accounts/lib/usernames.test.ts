import { expect, it } from 'vitest'
import { cleanUsername, suggestedUsername, usernameFault } from './usernames'

it.each([
  ['ana', null],
  ['ana_92', null],
  ['', 'required'],
  ['an', 'too_short'],
  ['a'.repeat(20), null],
  ['a'.repeat(21), 'too_long'],
  ['ana maria', 'bad_characters'],
  ['joão', 'bad_characters'],
])('%j is %s', (username, fault) => {
  expect(usernameFault(username)).toBe(fault)
})

it('takes what people type for what they mean', () => {
  expect(cleanUsername(' @Ana_92 ')).toBe('ana_92')
})

it.each([
  ['João da Silva', 'joao_da_silva'],
  ['Ana', 'ana'],
  ['Zé', ''],
  ['שלום', ''],
])('suggests for %j: %j', (name, username) => {
  expect(suggestedUsername(name)).toBe(username)
})
