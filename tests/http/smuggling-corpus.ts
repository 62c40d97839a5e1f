/** Requests that two servers could read differently, each with the only status it may get (HT6). */
export interface Oddity {
  what: string
  bytes: string
  status: number
}

const post =
  'POST /api/guests HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-Client: token\r\n'
const chunked = `${post}Transfer-Encoding: chunked\r\n\r\n`

const malformed: Record<string, string> = {
  'a length and chunks': `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'chunks and a length': `${post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  'two lengths': `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
  'two equal lengths': `${post}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`,
  'a list of lengths': `${post}Content-Length: 2, 2\r\n\r\n{}`,
  'a length with a sign': `${post}Content-Length: +2\r\n\r\n{}`,
  'a negative length': `${post}Content-Length: -2\r\n\r\n`,
  'a hexadecimal length': `${post}Content-Length: 0x2\r\n\r\n{}`,
  'a length with a space': `${post}Content-Length: 2 2\r\n\r\n{}`,
  'a length that is no number': `${post}Content-Length: 2x\r\n\r\n{}`,
  'an empty length': `${post}Content-Length:\r\n\r\n`,
  'a huge length': `${post}Content-Length: 99999999999999999999\r\n\r\n`,
  'chunked twice': `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a list of encodings': `${post}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`,
  'the encoding identity': `${post}Transfer-Encoding: identity\r\n\r\n`,
  'the encoding gzip': `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  'an unknown encoding': `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  'a quoted encoding': `${post}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n`,
  'an encoding behind a vertical tab': `${post}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`,
  'chunks in HTTP/1.0': 'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'a space before the colon': `${post}Content-Length : 2\r\n\r\n{}`,
  'a tab before the colon': `${post}Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n`,
  'a folded line': `${post}X: a\r\n b\r\n\r\n`,
  'a line folded by a tab': `${post}X: a\r\n\tb\r\n\r\n`,
  'a folded first line': 'GET / HTTP/1.1\r\n Host: a\r\n\r\n',
  'bare line feeds': 'GET / HTTP/1.1\nHost: a\n\n',
  'one bare line feed': `${post}X: a\nContent-Length: 2\r\n\r\n{}`,
  'a bare carriage return': `${post}X: a\rb\r\n\r\n`,
  'two carriage returns': `${post}X: a\r\r\n\r\n`,
  'a NUL in a value': `${post}X: a\0b\r\n\r\n`,
  'a NUL in a name': `${post}X\0: a\r\n\r\n`,
  'a line without a colon': `${post}Xabc\r\n\r\n`,
  'a line without a name': `${post}: abc\r\n\r\n`,
  'a quoted name': `${post}"X": abc\r\n\r\n`,
  'a name that is not ASCII': `${post}X\xc3\xa9: abc\r\n\r\n`,
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'two hosts': 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'no version': 'GET /\r\nHost: a\r\n\r\n',
  'a version in lower case': 'GET / http/1.1\r\nHost: a\r\n\r\n',
  'the version 1.10': 'GET / HTTP/1.10\r\nHost: a\r\n\r\n',
  'two spaces before the target': 'GET  / HTTP/1.1\r\nHost: a\r\n\r\n',
  'two spaces behind the target': 'GET /  HTTP/1.1\r\nHost: a\r\n\r\n',
  'tabs for spaces': 'GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n',
  'a space behind the version': 'GET / HTTP/1.1 \r\nHost: a\r\n\r\n',
  'a space in the target': 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n',
  'a space at the start': ' GET / HTTP/1.1\r\nHost: a\r\n\r\n',
  'no method': '/ HTTP/1.1\r\nHost: a\r\n\r\n',
  'a comma in the method': 'GE,T / HTTP/1.1\r\nHost: a\r\n\r\n',
  'a target without a slash': 'GET a HTTP/1.1\r\nHost: a\r\n\r\n',
  'a target of another scheme': 'GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n',
  'a star for GET': 'GET * HTTP/1.1\r\nHost: a\r\n\r\n',
  'a fragment': 'GET /#a HTTP/1.1\r\nHost: a\r\n\r\n',
  'a target that is not ASCII': 'GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n',
  'a chunk size with a sign': `${chunked}+2\r\n{}\r\n0\r\n\r\n`,
  'a chunk size with 0x': `${chunked}0x2\r\n{}\r\n0\r\n\r\n`,
  'an empty chunk size': `${chunked}\r\n{}\r\n0\r\n\r\n`,
  'a chunk size of 17 digits': `${chunked}fffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
  'a chunk size of nine digits': `${chunked}000000002\r\n{}\r\n0\r\n\r\n`,
  'a bare line feed behind a chunk size': `${chunked}2\n{}\r\n0\r\n\r\n`,
  'a space behind a chunk size': `${chunked}2 \r\n{}\r\n0\r\n\r\n`,
  'a chunk longer than its size': `${chunked}1\r\n{}\r\n0\r\n\r\n`,
  'a flood of chunk extensions': `${chunked}2;${'a=b;'.repeat(4000)}\r\n{}\r\n0\r\n\r\n`,
  'extensions of many chunks': `${chunked}${`1;a=${'x'.repeat(100)}\r\n \r\n`.repeat(20)}0\r\n\r\n`,
  'a bare line feed in an extension': `${chunked}2;a\nb\r\n{}\r\n0\r\n\r\n`,
  'a bare carriage return in an extension': `${chunked}2;a\rb\r\n{}\r\n0\r\n\r\n`,
  'a line break quoted in an extension': `${chunked}2;a="\r\nbc"\r\n{}\r\n0\r\n\r\n`,
  'a request for a trailer': `${chunked}0\r\n`,
  'a folded trailer': `${chunked}0\r\nX: a\r\n b\r\n\r\n`,
  'a trailer with a bare line feed': `${chunked}0\r\nX: a\n\r\n\r\n`,
  'a TLS hello': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
}
const others: Record<string, [status: number, bytes: string]> = {
  'the version 2.0': [505, 'GET / HTTP/2.0\r\nHost: a\r\n\r\n'],
  'the version 1.2': [505, 'GET / HTTP/1.2\r\nHost: a\r\n\r\n'],
  'a preface of HTTP/2': [505, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  'an unknown expectation': [417, `${post}Expect: 200-ok\r\n\r\n`],
  TRACE: [501, 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n'],
  CONNECT: [501, 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n'],
}

export const oddities: Oddity[] = [
  ...Object.entries(malformed).map(([what, bytes]) => ({ what, bytes, status: 400 })),
  ...Object.entries(others).map(([what, [status, bytes]]) => ({ what, bytes, status })),
]

/** Unusual, but with one meaning only. */
export const merelyUnusual: Record<string, string> = {
  'an absolute target': 'GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n',
  'an empty line before it': '\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n',
  'an empty host': 'GET /healthz HTTP/1.1\r\nHost:\r\n\r\n',
  'tabs around a value': 'GET /healthz HTTP/1.1\r\nHost: a\r\nX:\t a \t\r\n\r\n',
  'a name in capitals': `POST /api/guests HTTP/1.1\r\nHost: a\r\nX-Client: token\r\nTRANSFER-ENCODING: Chunked\r\n\r\n0\r\n\r\n`,
  'zeros before a length': `${post}Content-Length: 0002\r\n\r\n{}`,
  'a POST without a body': 'POST /api/guests HTTP/1.1\r\nHost: a\r\nX-Client: token\r\n\r\n',
}
