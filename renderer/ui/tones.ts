/** Colours of states and environments. A colour always comes with a word, mostly with an icon too. */
export type Tone = 'ok' | 'bad' | 'warn' | 'unsure' | 'busy' | 'idle' | 'sandbox' | 'test' | 'live'

export const softTone: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  bad: 'bg-bad-soft text-bad',
  warn: 'bg-warn-soft text-warn',
  unsure: 'bg-unsure-soft text-unsure',
  busy: 'bg-busy-soft text-busy',
  idle: 'bg-idle-soft text-idle',
  sandbox: 'bg-sandbox-soft text-sandbox',
  test: 'bg-test-soft text-test',
  live: 'bg-live-soft text-live',
}

export const textTone: Record<Tone, string> = {
  ok: 'text-ok',
  bad: 'text-bad',
  warn: 'text-warn',
  unsure: 'text-unsure',
  busy: 'text-busy',
  idle: 'text-idle',
  sandbox: 'text-sandbox',
  test: 'text-test',
  live: 'text-live',
}

export const fillTone: Record<Tone, string> = {
  ok: 'bg-ok',
  bad: 'bg-bad',
  warn: 'bg-warn',
  unsure: 'bg-unsure',
  busy: 'bg-busy',
  idle: 'bg-idle',
  sandbox: 'bg-sandbox',
  test: 'bg-test',
  live: 'bg-live',
}
