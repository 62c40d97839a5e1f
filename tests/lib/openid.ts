/** Two OpenID providers on loopback, as Google is one: a real one, and one that says whatever a test wants it to say. */
import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type Context, Provider } from 'oidc-provider'
import { type Certificate, Loopback, readForm, redirect, sendJson } from './loopback.ts'

export const client = { id: 'pomopomo-tests', secret: 'a-secret-of-pomopomo-at-google' }

export interface Claims {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
  locale?: string
}

/** The flags by which a server signs people in there. */
export function googleFlags(issuer: string): string[] {
  const credentials = ['--google-client-id', client.id, '--google-client-secret', client.secret]
  return [...credentials, '--google-issuer', issuer, '--insecure-loopback-providers']
}

/** `oidc-provider`, with people who are asked on a page whether they want to sign in. */
export class OpenIdServer {
  readonly people = new Map<string, Claims>()
  private provider: Provider | undefined
  private constructor(readonly loopback: Loopback) {}

  get issuer(): string {
    return this.loopback.url
  }

  static async start(): Promise<OpenIdServer> {
    const loopback = await Loopback.start(async ({ path }, response, request) => {
      const provider = server.provider
      if (!provider) return sendJson(response, { error: 'not yet' }, 503)
      if (!path.startsWith('/interaction/')) return provider.callback()(request, response)
      if (request.method === 'GET') return server.askWho(response)
      const form = await readForm(request)
      const accountId = form.get('who')
      const answer = accountId
        ? { login: { accountId } }
        : { error: 'access_denied', error_description: 'The person said no.' }
      await provider.interactionFinished(request, response, answer)
    })
    const server = new OpenIdServer(loopback)
    return server
  }

  /** Registers the server under test. */
  register(origin: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig' }
    this.provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [`${origin}/api/auth/google/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [jwk] },
      cookies: { keys: [randomUUID()] },
      pkce: { required: () => true },
      claims: {
        openid: ['sub'],
        email: ['email', 'email_verified'],
        profile: ['name', 'locale'],
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_: Context, id: string) => ({
        accountId: id,
        claims: () => this.people.get(id),
      }),
      loadExistingGrant: async ({ oidc }: Context) => {
        const of = { clientId: oidc.client.clientId, accountId: oidc.session.accountId }
        const grant = new oidc.provider.Grant(of)
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
      ttl: { Grant: 600, Session: 600, Interaction: 600, AccessToken: 600, IdToken: 600 },
    })
  }

  private askWho(response: ServerResponse): void {
    const buttons = [...this.people].map(
      ([id, { name }]) => `<button name="who" value="${id}">Continue as ${name ?? id}</button>`,
    )
    const form = `<form method="post">${buttons.join('')}<button name="who" value="">No thanks</button></form>`
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>Sign in</h1>${form}`)
  }
}

export interface SigningKey {
  kid: string
  algorithm: 'RS256' | 'ES256'
  privateKey: KeyObject
  publicKey: KeyObject
}

export function newKey(
  algorithm: 'RS256' | 'ES256' = 'RS256',
  kid: string = randomUUID(),
): SigningKey {
  const pair =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid, algorithm, ...pair }
}

type Json = Record<string, unknown>

function base64url(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export function signToken(header: Json, claims: Json, key: SigningKey): string {
  const text = `${base64url(header)}.${base64url(claims)}`
  const signature = sign('sha256', Buffer.from(text), {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `${text}.${signature.toString('base64url')}`
}

export function macToken(header: Json, claims: Json, secret: string): string {
  const text = `${base64url(header)}.${base64url(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

export interface Issued {
  header: Json
  claims: Json
  key: SigningKey
}

/** Signs in whoever comes, at once; each part of what it says can be forged. */
export class ForgingProvider {
  person: Claims = { sub: '1', email: 'ana@example.test', email_verified: true, name: 'Ana' }
  key = newKey()
  /** Those it publishes. */
  keys = [this.key]
  /** Whether it announces and sends `iss` with what comes back (RFC 9207). */
  forgeConfiguration = (real: Json): Json => real
  forgeReturn: (parameters: URLSearchParams) => void = () => {}
  forgeToken = ({ header, claims, key }: Issued): string | undefined =>
    signToken(header, claims, key)
  forgeUserinfo = (real: Json): Json => real
  /** Takes a request over, by its path: to say nothing, too much, something else. */
  readonly instead = new Map<string, (response: ServerResponse) => void>()
  /** Every authorization request. */
  readonly requests: URLSearchParams[] = []
  /** Every access token it gave away. */
  readonly accessTokens: string[] = []
  private readonly nonces = new Map<string, string>() // by code

  private constructor(readonly loopback: Loopback) {}

  static async start(tls?: Certificate): Promise<ForgingProvider> {
    const loopback = await Loopback.start(async ({ path, query }, response, request) => {
      const instead = provider.instead.get(path)
      if (instead) return instead(response)
      if (path === '/authorize') return provider.authorize(query, response)
      if (path === '/token') return provider.trade(await readForm(request), response)
      if (path === '/.well-known/openid-configuration')
        return sendJson(response, provider.configuration())
      if (path === '/jwks') return sendJson(response, provider.jwks())
      if (path === '/userinfo')
        return sendJson(response, provider.forgeUserinfo({ ...provider.person }))
      return sendJson(response, { error: 'not_found' }, 404)
    }, tls)
    const provider = new ForgingProvider(loopback)
    return provider
  }

  get issuer(): string {
    return this.loopback.url
  }

  private configuration(): Json {
    return this.forgeConfiguration({
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      authorization_response_iss_parameter_supported: true,
    })
  }

  private jwks(): Json {
    return {
      keys: this.keys.map(({ kid, publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }),
        kid,
      })),
    }
  }

  private authorize(query: URLSearchParams, response: ServerResponse): void {
    this.requests.push(query)
    const code = randomUUID()
    this.nonces.set(code, query.get('nonce') ?? '')
    const parameters = new URLSearchParams({
      code,
      state: query.get('state') ?? '',
      iss: this.issuer,
    })
    this.forgeReturn(parameters)
    redirect(response, `${query.get('redirect_uri')}?${parameters}`)
  }

  private trade(form: URLSearchParams, response: ServerResponse): void {
    const code = form.get('code') ?? ''
    const nonce = this.nonces.get(code)
    this.nonces.delete(code)
    if (nonce === undefined || form.get('client_secret') !== client.secret)
      return sendJson(response, { error: 'invalid_grant' }, 400)
    const now = Math.floor(Date.now() / 1000)
    const { kid, algorithm } = this.key
    const claims = {
      iss: this.issuer,
      aud: client.id,
      exp: now + 300,
      iat: now,
      nonce,
      ...this.person,
    }
    const access = `access-${randomUUID()}`
    this.accessTokens.push(access)
    const id_token = this.forgeToken({ header: { alg: algorithm, kid }, claims, key: this.key })
    sendJson(response, { access_token: access, token_type: 'Bearer', expires_in: 300, id_token })
  }
}
