import { createHmac } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An authenticator as people have it on their phone (RFC 6238), which shows no code twice. */
export class Authenticator {
  private readonly secret: Buffer
  private last = 0

  constructor(base32: string) {
    const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    const bytes = bits.join('').match(/.{8}/g) ?? []
    this.secret = Buffer.from(bytes.map((byte) => parseInt(byte, 2)))
  }

  /** This half minute's code, or the next one's; a server takes no more than these two at once. */
  next(): string {
    const now = Math.floor(Date.now() / 30_000)
    this.last = Math.max(this.last + 1, now)
    if (this.last > now + 1) throw new Error('no code is left for this half minute')
    return this.code(this.last)
  }

  /** That of another time. */
  code(step: number): string {
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(step))
    const digest = createHmac('sha1', this.secret).update(counter).digest()
    const number = digest.readUInt32BE((digest.at(-1) as number) & 15) & 0x7fff_ffff
    return String(number % 1_000_000).padStart(6, '0')
  }
}
