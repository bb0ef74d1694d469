import { Check, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { stateLook } from '../../ui/state-look.ts'
import { textTone } from '../../ui/tones.ts'
import type { Mark } from './marks.ts'

/** The key's corner: trouble outranks running, running outranks the brief tick. The key's name says it in words. */
export function KeyMark({ mark }: { mark: Mark }) {
  if (mark.trouble !== undefined) {
    const { icon: Icon, tone } = stateLook[mark.trouble.state]
    return <Icon className={`size-4 ${textTone[tone]}`} />
  }
  if (mark.running > 0)
    return (
      <span className="flex items-center gap-0.5 text-busy">
        {mark.running > 1 && mark.running}
        <LoaderCircle className="size-3.5 animate-run" />
      </span>
    )
  // A new delivery is a new element, so its fade begins again.
  return mark.delivered > 0 ? <Tick key={mark.delivered} at={mark.deliveredAt} /> : null
}

const tickMs = 2_000

/** News for two seconds: what landed before the page was there, or before the key came into sight, is none. */
function Tick({ at }: { at: number }) {
  const [isNews, setNews] = useState(() => at > performance.timeOrigin && Date.now() - at < tickMs)
  useEffect(() => {
    if (!isNews) return undefined
    const timer = setTimeout(() => setNews(false), tickMs)
    return () => clearTimeout(timer)
  }, [isNews])
  return isNews ? <Check className="size-4 animate-tick text-ok" /> : null
}
