import type { Vendor } from '../../../shared/contract/fields.ts'
import { useWords } from '../../i18n/words.ts'
import { Select } from '../../ui/Select.tsx'
import { RoomField } from './RoomField.tsx'
import { typeField, useRoomDraft } from './draft.ts'
import { documentedHosts, isDocumented } from './hosts.ts'

const custom = 'custom'

/** A documented region, or a host of one's own. */
export function HostField({ vendor }: { vendor: Vendor }) {
  const words = useWords('rooms')
  const path = `${vendor}.host` as const
  const host = useRoomDraft((draft) => draft.fields[path])
  const wrong = useRoomDraft((draft) => draft.problems[path] !== undefined)
  const isCustom = !isDocumented(vendor, host)
  return (
    <>
      <Select
        label={words('region.label')}
        value={isCustom ? custom : host}
        options={[
          ...documentedHosts[vendor].map((known) => ({
            value: known.host as string,
            label: `${words(`region.${known.region}`)} · ${known.host}`,
          })),
          { value: custom, label: words('region.custom') },
        ]}
        onChange={(next) => typeField(path, next === custom ? '' : next)}
      />
      {(isCustom || wrong) && <RoomField path={path} placeholder="https://example.com" />}
    </>
  )
}
