import type { Route } from './routes.ts'

/** A `SOCKS` without a number is version 4, as every browser takes it. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
}

/** Reads what Chromium says of a URL, in the words of a proxy script: `PROXY one:8080; SOCKS5 two:1080; DIRECT`. */
export function routesOf(answer: string): readonly Route[] {
  const routes = answer.split(';').flatMap((part): Route[] => {
    const [kind = '', address] = part.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return ['direct']
    if (kind === '' || address === undefined) return []
    // What is not listed keeps its name, and is named as unsupported when it is tried.
    return [`${schemes[kind.toUpperCase()] ?? kind.toLowerCase()}://${address}`]
  })
  return routes.length > 0 ? routes : ['direct']
}
