import { TriangleAlert } from 'lucide-react'
import { usualCaps, usualLimits } from '../../../shared/usual-limits.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Summary } from '../../ui/Summary.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { RoomField } from './RoomField.tsx'
import { changeDraft, useRoomDraft } from './draft.ts'
import { caps, type Limit, limits, limitText } from './limits.ts'

export function SafetyStep() {
  const words = useWords('rooms')
  const { number } = useFormat()
  const environment = useRoomDraft((draft) => draft.environment)
  const uses = useRoomDraft((draft) => draft.uses)
  const limitsWrong = useRoomDraft((draft) => Object.keys(draft.problems).some((path) => path.startsWith('limits')))
  const capText = (cap: (typeof caps)[number]) => {
    const usual = usualCaps(environment)[cap]
    return usual === undefined ? undefined : number(usual)
  }
  const isUsed = (limit: Limit) =>
    limit === 'tencentPerSecond' ? uses.tencent : limit === 'expireAfterMs' || uses.zego
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <Segmented
          label={words('environment.label')}
          value={environment}
          options={[
            { value: 'test', label: words('environment.test') },
            { value: 'live', label: words('environment.live') },
          ]}
          onChange={(next) => changeDraft({ environment: next })}
          className="self-start whitespace-nowrap"
        />
        <p className="text-ink-3">{words(`environment.${environment}Means`)}</p>
      </div>
      {environment === 'live' && (
        <p className="flex items-start gap-2 rounded-m bg-live-soft p-3 text-live">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {words('environment.warning')}
        </p>
      )}
      <fieldset className="min-w-0">
        <legend className="mb-2 font-semibold text-ink">{words('caps.title')}</legend>
        <div className="grid gap-3 cockpit:grid-cols-3">
          {caps.map((cap) => (
            <RoomField
              key={cap}
              path={`caps.${cap}`}
              inputMode="numeric"
              placeholder={capText(cap) ?? words('caps.none')}
            />
          ))}
        </div>
      </fieldset>
      <details open={limitsWrong || undefined} className="group">
        <Summary className="font-semibold text-ink">{words('limits.title')}</Summary>
        <p className="mt-1 mb-2 text-ink-3">{words('limits.hint')}</p>
        <div className="grid gap-3 cockpit:grid-cols-2">
          {limits.filter(isUsed).map((limit) => (
            <RoomField
              key={limit}
              path={`limits.${limit}`}
              inputMode="decimal"
              placeholder={limitText(limit, usualLimits(environment)[limit])}
            />
          ))}
        </div>
      </details>
    </div>
  )
}
