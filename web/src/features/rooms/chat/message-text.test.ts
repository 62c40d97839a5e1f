import { describe, expect, it } from 'vitest'
import { piecesOf } from './message-text'

const links = (text: string) =>
  piecesOf(text, []).flatMap((piece) => (piece.type === 'link' ? [piece.href] : []))

describe('piecesOf (M6)', () => {
  it('makes links of web addresses alone', () => {
    expect(links('see https://example.org/a?b=c#d and HTTP://EXAMPLE.org')).toEqual([
      'https://example.org/a?b=c#d',
      'http://example.org/',
    ])
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://example.org',
      'file:///etc/passwd',
      'https://',
      'https://bank.example@evil.example/',
      'https://user:word@example.org',
      'www.example.org',
      '<a href="javascript:alert(1)">x</a>',
    ])
      expect({ text, links: links(text) }).toEqual({ text, links: [] })
  })

  it('leaves the punctuation of the sentence outside', () => {
    expect(links('(see https://example.org/a_(b)).')).toEqual(['https://example.org/a_(b)'])
    expect(links('Look: https://example.org, or "https://example.com"!')).toEqual([
      'https://example.org/',
      'https://example.com/',
    ])
    expect(links('<https://example.org>')).toEqual(['https://example.org/'])
  })

  it('loses nothing and adds nothing', () => {
    const texts = ['', 'plain', 'a https://x.example, @Ana\n<b>&amp; @ana!', 'https://x.example']
    for (const text of texts)
      expect(
        piecesOf(text, ['Ana'])
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
  })

  it('marks names, but not inside of links', () => {
    expect(piecesOf('@Ana https://x.example/@Ana', ['Ana'])).toEqual([
      { type: 'mention', text: '@Ana', name: 'Ana' },
      { type: 'text', text: ' ' },
      { type: 'link', text: 'https://x.example/@Ana', href: 'https://x.example/@Ana' },
    ])
  })
})
