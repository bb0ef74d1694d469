import { generate } from 'selfsigned'

/** Certificates made for one test, by an authority that no system trusts. */
export interface Authority {
  /** Its own root certificate, as a company would install it. */
  certificate: string
  issue(names: string[], valid?: { fromDay: number; toDay: number }): Promise<{ cert: string; key: string }>
}

const day = 24 * 60 * 60 * 1_000
const kind = { keyType: 'ec', algorithm: 'sha256' } as const
const called = (value: string) => [{ name: 'commonName', value }]
const from = ({ fromDay, toDay }: { fromDay: number; toDay: number }) => ({
  notBeforeDate: new Date(Date.now() + fromDay * day),
  notAfterDate: new Date(Date.now() + toDay * day),
})

export async function makeAuthority(name = 'Company root'): Promise<Authority> {
  const own = await generate(called(name), {
    ...kind,
    ...from({ fromDay: -2, toDay: 2 }),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return {
    certificate: own.cert,
    async issue(names, valid = { fromDay: -1, toDay: 1 }) {
      const leaf = await generate(called(names[0]!), {
        ...kind,
        ...from(valid),
        ca: { key: own.private, cert: own.cert },
        extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
      })
      return { cert: leaf.cert, key: leaf.private }
    },
  }
}
