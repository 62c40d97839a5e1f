/** Small images for tests, made by hand where what is in them matters. */
import { crc32, deflateSync } from 'node:zlib'

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export interface PngOptions {
  /** What the head claims, instead of what there is. */
  claims?: { width: number; height: number }
  /** Chunks before the pixels, by name. */
  before?: [name: string, data: Buffer][]
  /** Chunks after the pixels. */
  after?: [name: string, data: Buffer][]
  /** One byte of the pixel at `at`; default a gradient. */
  pixel?: (at: number) => number
}

/** An RGB image. */
export function png(width: number, height: number, options: PngOptions = {}): Buffer {
  const pixel = options.pixel ?? ((at: number) => (at * 7) % 256)
  const row = width * 3 + 1
  const raw = Buffer.alloc(row * height)
  for (let at = 0; at < raw.length; ++at) raw[at] = at % row === 0 ? 0 : pixel(at)
  const claimed = options.claims ?? { width, height }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(claimed.width, 0)
  head.writeUInt32BE(claimed.height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', head),
    ...(options.before ?? []).map(([name, data]) => chunk(name, data)),
    chunk('IDAT', deflateSync(raw)),
    ...(options.after ?? []).map(([name, data]) => chunk(name, data)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Many frames of animation on top of one image (APNG). */
export function animatedPng(frames: number): Buffer {
  const control = (sequence: number) => {
    const data = Buffer.alloc(26)
    data.writeUInt32BE(sequence, 0)
    data.writeUInt32BE(8, 4)
    data.writeUInt32BE(8, 8)
    data.writeUInt16BE(1, 20)
    data.writeUInt16BE(100, 22)
    return data
  }
  const pixels = deflateSync(Buffer.alloc(8 * 25, 7))
  const count = Buffer.alloc(8)
  count.writeUInt32BE(frames, 0)
  const later = Array.from({ length: frames - 1 }, (_, i): [string, Buffer][] => {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(i * 2 + 2, 0)
    return [
      ['fcTL', control(i * 2 + 1)],
      ['fdAT', Buffer.concat([number, pixels])],
    ]
  })
  return png(8, 8, {
    before: [
      ['acTL', count],
      ['fcTL', control(0)],
    ],
    after: later.flat(),
  })
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

export const secretPlace = 'taken at 48.8566 N'

/** EXIF that says where it was taken, and that it lies on its side. */
function exif(): Buffer {
  const text = Buffer.from(`${secretPlace}\0`, 'latin1')
  const entries = 3
  const gpsAt = 8 + 2 + entries * 12 + 4
  const textAt = gpsAt + 2 + 12 + 4
  const entry = (tag: number, type: number, count: number, value: number) => {
    const out = Buffer.alloc(12)
    out.writeUInt16BE(tag, 0)
    out.writeUInt16BE(type, 2)
    out.writeUInt32BE(count, 4)
    if (type === 3) out.writeUInt16BE(value, 8)
    else out.writeUInt32BE(value, 8)
    return out
  }
  const short = (value: number) => Buffer.from([value >> 8, value & 255])
  return Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    short(entries),
    entry(0x010e, 2, text.length, textAt),
    entry(0x0112, 3, 1, 6),
    entry(0x8825, 4, 1, gpsAt),
    Buffer.alloc(4),
    short(1),
    entry(0x0001, 2, 2, 0x4e000000),
    Buffer.alloc(4),
    text,
  ])
}

/** 16 × 8; 8 × 16 once it is upright. */
export function jpegWithPlace(): Buffer {
  const data = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif()])
  const length = data.length + 2
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, length >> 8, length & 255]), data])
  return Buffer.concat([plainJpeg.subarray(0, 2), segment, plainJpeg.subarray(2)])
}

export function pngWithPlace(): Buffer {
  const text = Buffer.from(`Comment\0${secretPlace}`, 'latin1')
  return png(16, 8, {
    before: [
      ['eXIf', exif()],
      ['tEXt', text],
    ],
  })
}

/** 16 × 8, with EXIF of its own. */
export function webpWithPlace(): Buffer {
  const data = exif()
  const padded = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(data.length, 0)
  const end = plainWebp.indexOf('EXIF')
  const out = Buffer.concat([plainWebp.subarray(0, end), Buffer.from('EXIF'), size, padded])
  out.writeUInt32LE(out.length - 8, 4)
  return out
}

export const plainJpeg = Buffer.from(
  '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMR' +
    'EyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIABADASIAAhEBAxEB/8QA' +
    'FgABAQEAAAAAAAAAAAAAAAAAAAUG/8QAFxAAAwEAAAAAAAAAAAAAAAAAAAQhMf/EABUBAQEAAAAAAAAAAAAAAAAAAAME/8QAGBEAAwEBAAAA' +
    'AAAAAAAAAAAAAAIDBCH/2gAMAwEAAhEDEQA/AMcmhkLqaGQAfHVijBZ+H//Z',
  'base64',
)
export const plainWebp = Buffer.from(
  'UklGRhgBAABXRUJQVlA4WAoAAAAIAAAADwAABwAAVlA4IDgAAADQAQCdASoQAAgAAoBCJagCdAEPDAbPAAD++5QWEbdE5IYO0yX5ef35sFXv' +
    'OKb8vP+PsNaYbW7YAEVYSUa6AAAARXhpZgAASUkqAAgAAAAGABIBAwABAAAAAQAAABoBBQABAAAAVgAAABsBBQABAAAAXgAAACgBAwABAAAA' +
    'AgAAABMCAwABAAAAAQAAAGmHBAABAAAAZgAAAAAAAAA4YwAA6AMAADhjAADoAwAABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAA' +
    'ADAxMDABoAMAAQAAAP//AAACoAQAAQAAABAAAAADoAQAAQAAAAgAAAAAAAAA',
  'base64',
)
