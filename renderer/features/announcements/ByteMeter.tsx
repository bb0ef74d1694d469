import { announcementMaxBytes, byteLength } from '../../../shared/contract/fields.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Meter } from '../../ui/Meter.tsx'

const nearlyFull = 0.9

/** Counts what will be sent: UTF-8 bytes, with the variables already filled in. */
export function ByteMeter({ text, className }: { text: string; className?: string }) {
  const words = useWords('announcements')
  const format = useFormat()
  const used = byteLength(text)
  const over = used > announcementMaxBytes
  const says = words('bytes', { used: format.number(used), max: format.number(announcementMaxBytes) })
  return (
    <div className={`flex items-center gap-2 whitespace-nowrap ${className ?? ''}`}>
      <Meter
        label={words('size')}
        value={used}
        max={announcementMaxBytes}
        tone={over ? 'bad' : used > announcementMaxBytes * nearlyFull ? 'warn' : 'accent'}
        className="w-8 cockpit:w-16 cockpit:short:hidden"
      />
      <span className={over ? 'text-bad' : 'text-ink-3'}>
        {over ? words('bytesOver', { over: format.number(used - announcementMaxBytes) }) : says}
      </span>
    </div>
  )
}
