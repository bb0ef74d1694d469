import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Switch } from '../../ui/Switch.tsx'
import { RoomField } from './RoomField.tsx'
import { TencentFields } from './TencentFields.tsx'
import { ZegoFields } from './ZegoFields.tsx'
import { toggleVendor, useRoomDraft } from './draft.ts'

const vendors = [
  { vendor: 'tencent', Fields: TencentFields },
  { vendor: 'zego', Fields: ZegoFields },
] as const

export function ConnectionStep() {
  const words = useWords('rooms')
  const problem = useFieldProblem()
  const uses = useRoomDraft((draft) => draft.uses)
  const missing = useRoomDraft((draft) => draft.problems['tencent'])
  return (
    <div className="flex flex-col gap-4">
      <RoomField path="name" />
      {missing !== undefined && (
        <p role="alert" className="text-bad">
          {problem(missing)}
        </p>
      )}
      {vendors.map(({ vendor, Fields }) => (
        <fieldset key={vendor} className="min-w-0 rounded-m border border-line p-3">
          <Switch
            label={<span className="font-semibold">{words(`vendor.${vendor}.name`)}</span>}
            hint={words(`vendor.${vendor}.gives`)}
            checked={uses[vendor]}
            onChange={(next) => toggleVendor(vendor, next)}
          />
          {uses[vendor] && (
            <div className="mt-3">
              <Fields />
            </div>
          )}
        </fieldset>
      ))}
    </div>
  )
}
