// Long polling by hand.
import assert from 'node:assert/strict'

export const separator = '\x1e'

export class Polling {
  constructor(server, path, sid, headers) {
    this.address = `${server.url}${path}?EIO=4&transport=polling&sid=${sid}`
    this.sid = sid
    this.headers = headers
  }

  static async open(server, path = '/engine.io/', headers = {}) {
    const response = await fetch(`${server.url}${path}?EIO=4&transport=polling`, { headers })
    assert.equal(response.status, 200)
    const text = await response.text()
    return new Polling(server, path, JSON.parse(text.slice(1)).sid, headers)
  }

  get(options = {}) {
    return fetch(this.address, { headers: this.headers, ...options })
  }

  post(body, options = {}) {
    return fetch(this.address, { method: 'POST', body, headers: this.headers, ...options })
  }

  // The packets of the next answer.
  async receive() {
    const response = await this.get()
    assert.equal(response.status, 200)
    return (await response.text()).split(separator)
  }

  async send(...packets) {
    const response = await this.post(packets.join(separator))
    assert.equal(response.status, 200)
    assert.equal(await response.text(), 'ok')
  }
}

// Checks that an answer refuses with a code of the protocol.
export async function assertRefused(response, status, code) {
  assert.equal(response.status, status)
  const body = await response.json()
  assert.equal(body.code, code)
  assert.equal(typeof body.message, 'string')
}
