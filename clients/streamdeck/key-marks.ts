/** The shapes that tell the states of a key apart without colour. Each is drawn in a box from -12 to 12. */
const shapes = {
  tick: '<path d="M-10 1L-3 8L10 -7" SS/>',
  cross: '<path d="M-8 -8L8 8M8 -8L-8 8" SS/>',
  question: '<path d="M-6 -5C-6 -12 6 -12 6 -5C6 0 0 0 0 5" SS/><circle cx="0" cy="10" r="2.4" FF/>',
  pause: '<path d="M-5 -8V8M5 -8V8" SS/>',
  dots: '<circle cx="-8" cy="0" r="3" FF/><circle cx="0" cy="0" r="3" FF/><circle cx="8" cy="0" r="3" FF/>',
  lock: '<rect x="-9" y="-2" width="18" height="13" rx="2" FF/><path d="M-5 -2V-6C-5 -12 5 -12 5 -6V-2" SS/>',
  unlock: '<rect x="-9" y="-2" width="18" height="13" rx="2" FF/><path d="M-5 -2V-7C-5 -13 5 -13 5 -8" SS/>',
  stop: '<path d="M-4.5 -11H4.5L11 -4.5V4.5L4.5 11H-4.5L-11 4.5V-4.5Z" FF/>',
  resume: '<path d="M-7 -11L11 0L-7 11Z" FF/>',
  door: '<path d="M-7 11V-11H7V11M-11 11H11" SS/><circle cx="3" cy="1" r="1.8" FF/>',
  gone: '<path d="M-9 -9H9V9H-9Z" SS stroke-dasharray="4 5"/>',
  unplugged: '<path d="M-10 10L10 -10" SS/><path d="M-9 -2C-5 -7 5 -7 9 -2M-4 4C-2 2 2 2 4 4" SS/>',
  elsewhere: '<rect x="-10" y="-8" width="20" height="13" rx="2" SS/><path d="M-5 10H5" SS/>',
  plus: '<path d="M0 -9V9M-9 0H9" SS/>',
  speaker: '<path d="M-11 -3H-5L8 -10V10L-5 3H-11Z" FF/><path d="M-6 4L-4 11" SS/>',
} as const

export type Mark = keyof typeof shapes

export function markPath(mark: Mark, at: { x: number; y: number; radius: number; ink: string }): string {
  const stroke = `fill="none" stroke="${at.ink}" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"`
  const shape = shapes[mark].replaceAll('SS', stroke).replaceAll('FF', `fill="${at.ink}"`)
  return `<g transform="translate(${at.x} ${at.y}) scale(${at.radius / 12})">${shape}</g>`
}
