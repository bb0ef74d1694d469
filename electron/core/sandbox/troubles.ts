import type { SandboxTrouble } from '../../../shared/contract/sandbox.ts'
import type { Faults } from './faults.ts'
import type { SandboxWorld } from './world.ts'

/** What each switch of the sandbox panel asks of the simulated vendors. */
export function faultsFor(troubles: readonly SandboxTrouble[], world: SandboxWorld): Partial<Faults> {
  const on = (trouble: SandboxTrouble) => troubles.includes(trouble)
  const sends = ['send_gift', 'send_text_msg', 'SendDanmakuGifts']
  return {
    answerLost: on('lost-answers') ? { only: sends } : null,
    http502: on('server-errors') ? { only: sends } : null,
    hangAfter: on('slow-answers') ? { only: sends, ms: 3_000 } : null,
    http429: on('rate-limited') ? { only: sends, chance: 0.5 } : null,
    giftsOff: on('gift-switch-off') ? {} : null,
    dropMessages: on('messages-dropped') ? {} : null,
    mutedSenders: on('sender-muted') ? [world.tencent.receiver] : [],
    viewersLeave: on('viewer-left-game') ? {} : null,
  }
}
