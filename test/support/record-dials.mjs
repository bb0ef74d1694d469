// Preloaded into a process and all its threads: writes every name lookup and every address dialled to a file.
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const record = (line) => line && appendFileSync(process.env.GIFTDECK_DIALS, `${line}\n`)

function watch(on, name, lineOf) {
  const original = on[name]
  on[name] = function (...args) {
    record(lineOf(...args))
    return Reflect.apply(original, this, args)
  }
}

watch(net.Socket.prototype, 'connect', (first, second) => {
  const to = Array.isArray(first) ? first[0] : first
  if (typeof to === 'object') return to.path ? `path ${to.path}` : `dial ${to.host ?? 'localhost'}:${to.port}`
  return Number.isNaN(Number(to)) ? `path ${to}` : `dial ${typeof second === 'string' ? second : 'localhost'}:${to}`
})
watch(dgram.Socket.prototype, 'send', () => 'datagram')
for (const ask of Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name)))
  for (const on of [dns, dns.promises])
    if (typeof on[ask] === 'function') watch(on, ask, (name) => !net.isIP(name) && `name ${name}`)
syncBuiltinESMExports()
