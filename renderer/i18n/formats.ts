import { hourMs, minuteMs, secondMs } from '../../shared/domain/time.ts'

function make(locale: string) {
  const number = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
  const unit = (name: 'millisecond' | 'second' | 'minute', digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits })
  const milliseconds = unit('millisecond', 0)
  const seconds = unit('second', 1)
  const minutes = unit('minute', 0)

  return {
    number: (value: number) => number.format(value),
    /** `3,300`; from 10,000 on `33K`. For a key, which has no room for a longer number. */
    short: (value: number) => (value < 10_000 ? number : compact).format(value),
    /** `+41`, `0`, `-3` */
    signed: (value: number) => signed.format(value),
    /** 0.64 -> `64%` */
    percent: (share: number) => percent.format(share),
    /** `12:04:07` */
    time: (iso: string) => time.format(new Date(iso)),
    dateTime: (iso: string) => dateTime.format(new Date(iso)),
    /** `38 ms`, `2.4 sec`, `12 min`; in Chinese also with the space, as in the page's other texts. */
    duration: (ms: number) => {
      const text =
        ms < secondMs
          ? milliseconds.format(ms)
          : ms < minuteMs
            ? seconds.format(ms / secondMs)
            : minutes.format(Math.round(ms / minuteMs))
      return text.replace(/(?<=\d)(?=\p{Script=Han})/u, ' ')
    },
  }
}

const two = (value: number) => String(value).padStart(2, '0')

/** Formats a duration as on a stopwatch, in every language alike: `1:12:03`. */
export const stopwatch = (ms: number) =>
  `${Math.floor(ms / hourMs)}:${two(Math.floor((ms % hourMs) / minuteMs))}:${two(Math.floor((ms % minuteMs) / secondMs))}`

const made = new Map<string, ReturnType<typeof make>>()

/** Returns functions that format numbers and times. They need no React, so the overlay's page uses them too. */
export function formats(locale: string) {
  const known = made.get(locale) ?? make(locale)
  made.set(locale, known)
  return known
}
