import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificate } from './loopback.ts'

/** A certificate for that name (`IP:127.0.0.1`, `DNS:id.test`) that nobody else vouches for; `file` holds it as PEM. */
export function selfSigned(
  folder: string,
  name: string,
  of: string,
): Certificate & { file: string } {
  const key = join(folder, `${name}.key`)
  const file = join(folder, `${name}.pem`)
  const ask = ['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-days', '2', '-subj', '/CN=test']
  const made = ['-addext', `subjectAltName=${of}`, '-keyout', key, '-out', file]
  execFileSync('openssl', [...ask, ...made], { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file }
}
