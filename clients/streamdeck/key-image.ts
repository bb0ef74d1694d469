import { markPath, type Mark } from './key-marks.ts'

/**
 * The states of a key. Each one has a colour, a mark and a text, so that none is told by colour alone.
 * `setup`: nothing is chosen yet, or the device is not paired.
 */
type KeyState =
  | 'setup'
  | 'pairing'
  | 'connecting'
  | 'offline'
  | 'ready'
  | 'running'
  | 'delivered'
  | 'failed'
  | 'unknown'
  | 'held'
  | 'locked'
  | 'armed'
  | 'stopped'
  | 'otherRoom'
  | 'missing'
  | 'stop'
  | 'resume'

/** What a key shows. */
export interface KeyFace {
  state: KeyState
  /** Says the state in words, at the bottom. */
  text: string
  label?: string
  /** An emoji, up to a few characters, a data URI of an image, or a mark. */
  picture?: string | { mark: Mark }
  /** How the last press ended while another state is shown, or that another device pressed last. */
  corner?: 'tick' | 'cross' | 'question' | 'pause' | 'elsewhere'
}

interface Look {
  mark: Mark | null
  band: string
  ink: string
  /** The picture is dimmed while a press would send nothing. */
  isDimmed?: boolean
}

const white = '#ffffff'
const black = '#0b0b12'

/** Every state of a key. The ink has a contrast of at least 4.5 on its band. */
const looks: Record<KeyState, Look> = {
  setup: { mark: null, band: '#3b3b4f', ink: white },
  pairing: { mark: null, band: '#7c6af5', ink: black },
  connecting: { mark: 'dots', band: '#3b3b4f', ink: white, isDimmed: true },
  offline: { mark: 'unplugged', band: '#3b3b4f', ink: white, isDimmed: true },
  ready: { mark: null, band: '#23233a', ink: white },
  running: { mark: 'dots', band: '#2f7de0', ink: black },
  delivered: { mark: 'tick', band: '#3ecf7a', ink: black },
  failed: { mark: 'cross', band: '#e5484d', ink: black },
  unknown: { mark: 'question', band: '#f5c542', ink: black },
  held: { mark: 'pause', band: '#f5c542', ink: black },
  locked: { mark: 'lock', band: '#5a2430', ink: white, isDimmed: true },
  armed: { mark: 'unlock', band: '#ff8a3d', ink: black },
  stopped: { mark: 'stop', band: '#5a2430', ink: white, isDimmed: true },
  otherRoom: { mark: 'door', band: '#3b3b4f', ink: white, isDimmed: true },
  missing: { mark: 'gone', band: '#3b3b4f', ink: white, isDimmed: true },
  stop: { mark: null, band: '#e5484d', ink: black },
  resume: { mark: null, band: '#3ecf7a', ink: black },
}

const size = 144
const bandTop = 108
const background = '#12121c'

const escape = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`).replace(/\p{Cc}/gu, ' ')

const widthOf = (grapheme: string) => {
  if (/\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(grapheme))
    return 1.05
  if (/[ilI.,:;|!' ]/.test(grapheme)) return 0.32
  return /[A-Zmw%@]/.test(grapheme) ? 0.76 : 0.6
}
const graphemes = (text: string) => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
/** An estimate in units of the font size. The app has no means to measure a text. */
const estimate = (text: string) => graphemes(text).reduce((sum, grapheme) => sum + widthOf(grapheme), 0)

/** The largest font size at which the text fits, and the text, which is cut if it does not fit at the smallest size. */
function fit(text: string, width: number, { largest, smallest }: { largest: number; smallest: number }) {
  const fitting = Math.floor(width / Math.max(estimate(text), 0.1))
  if (fitting >= smallest) return { text, size: Math.min(largest, fitting) }
  const kept: string[] = []
  for (const grapheme of graphemes(text)) {
    if (estimate([...kept, grapheme, '…'].join('')) * smallest > width) break
    kept.push(grapheme)
  }
  return { text: `${kept.join('').trimEnd()}…`, size: smallest }
}

const font = `font-family="'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"`

const textAt = (x: number, y: number, { text, size: px }: { text: string; size: number }, ink: string, bold = true) =>
  `<text x="${x}" y="${y}" ${font} font-size="${px}"${bold ? ' font-weight="700"' : ''} fill="${ink}" text-anchor="middle">${escape(text)}</text>`

/** True if the picture is the mark of the state, as on the key of the live lock. Then it needs no badge. */
const showsItsMark = ({ picture, state }: KeyFace) => typeof picture === 'object' && picture.mark === looks[state].mark

function pictureOf(face: KeyFace): string {
  const { picture, state, label, corner } = face
  if (picture === undefined || picture === '') return ''
  const { mark, isDimmed } = looks[state]
  const opacity = isDimmed && !showsItsMark(face) ? ' opacity="0.45"' : ''
  const height = label ? 60 : 84
  const middle = label ? 44 : 54
  if (typeof picture === 'object')
    return `<g${opacity}>${markPath(picture.mark, { x: 72, y: middle, radius: height / 2, ink: white })}</g>`
  if (picture.startsWith('data:image/'))
    return `<image x="${72 - height / 2}" y="${middle - height / 2}" width="${height}" height="${height}" preserveAspectRatio="xMidYMid meet" xlink:href="${escape(picture)}"${opacity}/>`
  // A badge or a corner mark leaves less room beside the picture.
  const isBeside = Boolean(mark || corner)
  const fitted = fit(picture, isBeside ? 68 : 128, { largest: label ? 52 : 60, smallest: 22 })
  // Several characters are wider than an emoji, and lower down they do not touch a badge.
  const down = isBeside && graphemes(picture).length > 1 ? 10 : 0
  return `<g${opacity}>${textAt(72, middle + down + fitted.size * 0.36, fitted, white)}</g>`
}

/**
 * Draws a key as an SVG of 144 by 144. It uses only what the static profile of SVG Tiny 1.2 has (no styles, clips,
 * filters or baselines), because it is not documented which parts the app draws.
 */
export function keyImage(face: KeyFace): string {
  const { mark, band, ink } = looks[face.state]
  const words = fit(face.text, 134, { largest: 25, smallest: 15 })
  const label = face.label ? fit(face.label, 136, { largest: 21, smallest: 17 }) : null
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">`,
    `<title>${escape([face.state, face.corner].filter(Boolean).join(' '))}</title>`,
    `<rect width="${size}" height="${size}" fill="${background}"/>`,
    pictureOf(face),
    label ? textAt(72, 98, label, '#d9d9e6', false) : '',
    `<rect y="${bandTop}" width="${size}" height="${size - bandTop}" fill="${band}"/>`,
    textAt(72, bandTop + 18 + words.size * 0.36, words, ink),
    mark && !showsItsMark(face) ? badge(mark, { x: 120, y: 24, band, ink }) : '',
    face.corner ? badge(face.corner, { x: 24, y: 24, ...cornerLooks[face.corner] }) : '',
    '</svg>',
  ].join('')
}

const cornerLooks: Record<NonNullable<KeyFace['corner']>, Pick<Look, 'band' | 'ink'>> = {
  tick: looks.delivered,
  cross: looks.failed,
  question: looks.unknown,
  pause: looks.held,
  elsewhere: { band: '#3b3b4f', ink: white },
}

const badge = (mark: Mark, { x, y, band, ink }: { x: number; y: number; band: string; ink: string }) =>
  `<circle cx="${x}" cy="${y}" r="20" fill="${band}"/>${markPath(mark, { x, y, radius: 12, ink })}`

/** The address with which the app takes an SVG. */
export const dataUri = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`
