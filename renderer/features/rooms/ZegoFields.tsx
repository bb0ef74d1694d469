import { useWords } from '../../i18n/words.ts'
import { Select } from '../../ui/Select.tsx'
import { HostField } from './HostField.tsx'
import { RoomField } from './RoomField.tsx'
import { SecretField } from './SecretField.tsx'
import { typeField, storedSecret, useRoomDraft } from './draft.ts'

export function ZegoFields() {
  const words = useWords('rooms')
  const stored = useRoomDraft((draft) => storedSecret(draft, 'zego'))
  const sex = useRoomDraft((draft) => draft.fields['zego.viewer.sex'])
  return (
    <div className="flex flex-col gap-3">
      <HostField vendor="zego" />
      <div className="grid gap-3 cockpit:grid-cols-2">
        <RoomField path="zego.appId" inputMode="numeric" />
        <RoomField path="zego.miniGameId" />
      </div>
      <SecretField path="zego.serverSecret" stored={stored} />
      <div className="grid gap-3 cockpit:grid-cols-2">
        <RoomField path="zego.roomId" />
        <RoomField path="zego.receiver" />
        <RoomField path="zego.viewer.userId" />
        <RoomField path="zego.viewer.nickname" />
      </div>
      <RoomField path="zego.viewer.avatar" type="url" placeholder="https://example.com/viewer.png" />
      <div className="grid gap-3 cockpit:grid-cols-2">
        <Select
          label={words('sex.label')}
          value={sex === '' ? 'none' : sex}
          options={[
            { value: 'none', label: words('sex.none') },
            { value: '1', label: words('sex.male') },
            { value: '2', label: words('sex.female') },
          ]}
          onChange={(next) => typeField('zego.viewer.sex', next === 'none' ? '' : next)}
        />
        <RoomField path="zego.join" />
      </div>
    </div>
  )
}
