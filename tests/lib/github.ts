/** A stand-in for GitHub on loopback, as its documentation says GitHub answers. */
import { randomUUID } from 'node:crypto'
import { type Asked, Loopback, readForm, redirect, sendJson } from './loopback.ts'
import type { ServerResponse } from 'node:http'

export const githubClient = { id: 'pomopomo-tests', secret: 'a-secret-of-pomopomo-at-github' }

export interface GitHubUser {
  id: number
  login: string
  name: string | null
}
export interface GitHubAddress {
  email: string
  primary: boolean
  verified: boolean
}

export class GitHubStandIn {
  user: GitHubUser = { id: 583231, login: 'octocat', name: 'The Octocat' }
  /** A number: the status of a refusal. */
  addresses: GitHubAddress[] | number = [
    { email: 'octocat@example.test', primary: true, verified: true },
  ]
  /** Said with status 200, as GitHub does, instead of a token. */
  tokenError: string | undefined
  readonly tokens: string[] = []
  readonly instead = new Map<string, (response: ServerResponse) => void>()
  private readonly codes = new Set<string>()
  private constructor(readonly loopback: Loopback) {}

  static async start(): Promise<GitHubStandIn> {
    const loopback = await Loopback.start(async (asked, response, request) => {
      const instead = server.instead.get(asked.path)
      if (instead) return instead(response)
      if (!asked.headers['user-agent'] && asked.path !== '/login/oauth/authorize')
        return sendJson(response, { message: 'Administrative rules require a User-Agent' }, 403)
      if (asked.path === '/login/oauth/authorize') return server.authorize(asked, response)
      if (asked.path === '/login/oauth/access_token')
        return server.trade(await readForm(request), response)
      return server.api(asked, response)
    })
    const server = new GitHubStandIn(loopback)
    return server
  }

  get flags(): string[] {
    const { url } = this.loopback
    const { id, secret } = githubClient
    const credentials = ['--github-client-id', id, '--github-client-secret', secret]
    const places = ['--github-url', url, '--github-api-url', url]
    return [...credentials, ...places, '--insecure-loopback-providers']
  }

  private authorize({ query }: Asked, response: ServerResponse): void {
    const code = randomUUID()
    this.codes.add(code)
    redirect(response, `${query.get('redirect_uri')}?code=${code}&state=${query.get('state')}`)
  }

  private trade(form: URLSearchParams, response: ServerResponse): void {
    const known = this.codes.delete(form.get('code') ?? '')
    if (this.tokenError !== undefined) return sendJson(response, { error: this.tokenError })
    if (!known || form.get('client_secret') !== githubClient.secret)
      return sendJson(response, { error: 'bad_verification_code' })
    const access_token = `gho_${randomUUID().replaceAll('-', '')}`
    this.tokens.push(access_token)
    sendJson(response, { access_token, token_type: 'bearer', scope: 'user:email' })
  }

  private api({ path, headers }: Asked, response: ServerResponse): void {
    const token = headers.authorization?.replace('Bearer ', '') ?? ''
    if (!this.tokens.includes(token)) return sendJson(response, { message: 'Bad credentials' }, 401)
    if (path === '/user') return sendJson(response, this.user)
    if (path !== '/user/emails' || typeof this.addresses === 'number')
      return sendJson(response, { message: 'Not Found' }, Number(this.addresses) || 404)
    sendJson(response, this.addresses)
  }
}
