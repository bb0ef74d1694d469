import { useWords } from '../../i18n/words.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { HostField } from './HostField.tsx'
import { RoomField } from './RoomField.tsx'
import { SecretField } from './SecretField.tsx'
import { UserSigNote } from './UserSigNote.tsx'
import { changeDraft, storedSecret, useRoomDraft } from './draft.ts'

export function TencentFields() {
  const words = useWords('rooms')
  const kind = useRoomDraft((draft) => draft.tencentSecret)
  const stored = useRoomDraft((draft) => storedSecret(draft, 'tencent'))
  return (
    <div className="flex flex-col gap-3">
      <HostField vendor="tencent" />
      <div className="grid gap-3 cockpit:grid-cols-2">
        <RoomField path="tencent.sdkAppId" inputMode="numeric" />
        <RoomField path="tencent.identifier" />
      </div>
      <div className="flex flex-col gap-2">
        <Segmented
          label={words('secret.kind')}
          value={kind}
          options={[
            { value: 'userSig', label: words('secret.userSig') },
            { value: 'secretKey', label: words('secret.secretKey') },
          ]}
          onChange={(next) => changeDraft({ tencentSecret: next })}
          className="self-start whitespace-nowrap"
        />
        {/* A stored secret of the other kind says nothing about this one. */}
        <SecretField key={kind} path={`tencent.${kind}`} stored={stored?.kind === kind ? stored : null} />
        {kind === 'userSig' && <UserSigNote />}
      </div>
      <RoomField path="tencent.roomId" />
      <div className="grid gap-3 cockpit:grid-cols-2">
        <RoomField path="tencent.sender" />
        <RoomField path="tencent.receiver" />
      </div>
    </div>
  )
}
