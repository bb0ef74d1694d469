import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { environmentRoutes, createRoutes, type Route, routesOf } from '../../../electron/core/network/routes.ts'
import { isLoopback } from '../../../electron/core/network/connector.ts'
import { readProxy } from '../../../electron/core/network/through-proxy.ts'
import { policy } from '../../../electron/core/policy.ts'
import { systemRoutes } from '../../../electron/main/system-routes.ts'

const vendor = 'https://vendor.giftdeck.test'
const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']

beforeEach(() => {
  for (const name of names.flatMap((each) => [each, each.toLowerCase()])) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

describe('the answer of a proxy script', () => {
  it.each<[string, readonly Route[]]>([
    ['DIRECT', ['direct']],
    ['PROXY office:8080', ['http://office:8080']],
    ['PROXY one:80; PROXY [2001:db8::1]:3128; DIRECT', ['http://one:80', 'http://[2001:db8::1]:3128', 'direct']],
    ['HTTPS secure:443;SOCKS5 s:1080', ['https://secure:443', 'socks5://s:1080']],
    ['SOCKS old:1080', ['socks4://old:1080']],
    ['QUIC new:443', ['quic://new:443']],
    ['proxy lower:1', ['http://lower:1']],
    ['', ['direct']],
    [';; PROXY ;', ['direct']],
  ])('becomes a list of routes: %j', (answer, routes) => {
    expect(routesOf(answer)).toEqual(routes)
  })
})

describe('the environment', () => {
  it.each<[Record<string, string>, readonly Route[]]>([
    [{}, ['direct']],
    [{ HTTPS_PROXY: 'http://office:8080' }, ['http://office:8080']],
    [{ https_proxy: 'office:8080' }, ['http://office:8080']],
    [{ ALL_PROXY: 'socks5://office:1080' }, ['socks5://office:1080']],
    [{ HTTP_PROXY: 'http://office:8080' }, ['direct']],
    [{ HTTPS_PROXY: 'http://office:8080', NO_PROXY: '*' }, ['direct']],
    [{ HTTPS_PROXY: 'http://office:8080', no_proxy: 'other.test, .giftdeck.test' }, ['direct']],
    [{ HTTPS_PROXY: 'http://office:8080', NO_PROXY: 'vendor.giftdeck.test:8443' }, ['http://office:8080']],
  ])('decides the route: %j', async (env, routes) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    expect(await environmentRoutes(vendor)).toEqual(routes)
  })
})

describe("the desktop's proxy", () => {
  const chromium = () => {
    const asked: string[] = []
    const resolveProxy = async (url: string) => {
      asked.push(url)
      return 'PROXY system:8080; DIRECT'
    }
    return { asked, routes: systemRoutes({ resolveProxy }) }
  }

  it('asks Chromium for the vendor’s origin', async () => {
    const { asked, routes } = chromium()
    expect(await routes(vendor)).toEqual(['http://system:8080', 'direct'])
    expect(asked).toEqual([vendor])
  })

  it('uses the environment first, which can contain a password', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://host:pass@office:8080')
    const { asked, routes } = chromium()
    expect(await routes(vendor)).toEqual(['http://host:pass@office:8080'])
    expect(asked).toEqual([])
  })
})

describe('routes', () => {
  const make = (...answers: (readonly Route[])[]) => {
    const asked: string[] = []
    const routes = createRoutes(async (origin) => {
      asked.push(origin)
      return answers[Math.min(asked.length, answers.length) - 1]!
    }, policy.network)
    return { asked, routes }
  }

  it('are looked up once for a burst of connections, and again after a while', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const { asked, routes } = make(['direct'])
    await Promise.all(Array.from({ length: 50 }, () => routes.to(vendor)))
    expect(asked.length).toBe(1)
    vi.advanceTimersByTime(11_000)
    await routes.to(vendor)
    expect(asked.length).toBe(2)
  })

  it('are looked up again after a failure and in another network', async () => {
    const { asked, routes } = make(['direct'], ['http://one:1'])
    await routes.to(vendor)
    routes.askAgain()
    expect(await routes.to(vendor)).toEqual(['http://one:1'])
    routes.forget()
    await routes.to(vendor)
    expect(asked.length).toBe(3)
  })

  it('put a proxy that did not answer last, for a minute', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const { routes } = make(['http://one:1', 'http://two:2', 'direct'])
    await routes.to(vendor)
    routes.avoid('http://one:1')
    expect(await routes.to(vendor)).toEqual(['http://two:2', 'direct', 'http://one:1'])
    vi.advanceTimersByTime(61_000)
    expect(await routes.to(vendor)).toEqual(['http://one:1', 'http://two:2', 'direct'])
  })

  it('are direct if none can be determined', async () => {
    const routes = createRoutes(async () => {
      throw new Error('the proxy service is gone')
    }, policy.network)
    expect(await routes.to(vendor)).toEqual(['direct'])
  })
})

describe('a proxy’s URL', () => {
  it('has the default port of its scheme, and decoded credentials', () => {
    expect(readProxy('socks5://a%40b:c%3Ad@[2001:db8::1]')).toEqual({
      kind: 'socks',
      protocol: 'socks5:',
      hostname: '2001:db8::1',
      port: 1080,
      user: 'a@b',
      password: 'c:d',
    })
    expect(readProxy('http://office')).toMatchObject({ kind: 'http', port: 80 })
  })

  it.each(['nonsense', 'pac+http://office', 'http://', 'http://%E0%A4%A@office'])(
    'is reported as unusable: %s',
    (address) => {
      expect(() => readProxy(address)).toThrow('proxy-unsupported')
    },
  )
})

describe('this machine itself', () => {
  it.each(['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '::1'])('is %s', (hostname) => {
    expect(isLoopback(hostname)).toBe(true)
  })
  it.each(['vendor.test', '10.0.0.1', '128.0.0.1', '::2', 'localhost.test'])('is not %s', (hostname) => {
    expect(isLoopback(hostname)).toBe(false)
  })
})
