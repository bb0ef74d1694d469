import { InstanceStatus } from '@companion-module/base'
import { pair, type PairingOutcome } from '../../giftdeck-client/pair.ts'
import type { StatusInWords } from './connection-status.ts'

/** The name that the host sees in Giftdeck. */
const deviceName = 'Companion'

const again = 'Switch on "Pair with Giftdeck" and save to ask again.'

const endInWords: Record<Exclude<PairingOutcome['is'], 'accepted' | 'cancelled'>, string> = {
  refused: `This device was refused in Giftdeck. ${again}`,
  expired: `Nobody accepted this device in Giftdeck within a minute. ${again}`,
  busy: `Another device is being paired. Answer it in Giftdeck first. ${again}`,
  unreachable: `Giftdeck does not answer at this address, so nothing was paired. Is it running? ${again}`,
  failed: 'Pairing did not work. Update Giftdeck, or give a token that was made there by hand.',
}

interface PairingDeps {
  onChange: () => void
  onToken: (token: string) => void
  /** Companion logs a failure by its status alone, so only the steps are logged here. */
  log: (message: string) => void
}

/** Asks Giftdeck for a token, once for each call of `start`. It never asks again by itself. */
export function createPairing({ onChange, onToken, log }: PairingDeps) {
  let attempt: { url: string; abort: AbortController } | null = null
  let status: StatusInWords | null = null

  const show = (next: StatusInWords) => {
    status = next
    onChange()
  }
  const showStep = (message: string) => {
    log(message)
    show({ status: InstanceStatus.Connecting, message })
  }
  function end() {
    attempt?.abort.abort()
    attempt = null
    status = null
  }

  async function start(url: string) {
    end()
    const own = { url, abort: new AbortController() }
    attempt = own
    showStep('Asking Giftdeck for a token')
    const outcome = await pair({
      url,
      name: deviceName,
      scopes: ['read', 'fire'],
      signal: own.abort.signal,
      onCode: (code) => showStep(`Accept "${deviceName}" in Giftdeck, if it shows the code ${code} too`),
    })
    if (attempt !== own) return
    attempt = null
    status = null
    if (outcome.is === 'accepted') onToken(outcome.token)
    else if (outcome.is !== 'cancelled') show({ status: InstanceStatus.BadConfig, message: endInWords[outcome.is] })
  }

  return {
    start: (url: string) => void start(url),
    /** True while this address is asked. Saving another setting then does not begin anew. */
    isAsking: (url: string) => attempt?.url === url,
    end,
    /** What the connection says of the pairing. Null if there is nothing to say. */
    status: () => status,
  }
}
