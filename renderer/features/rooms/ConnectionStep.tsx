import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Switch } from '../../ui/Switch.tsx'
import { RoomField, SecretField } from './SecretField.tsx'
import { toggleVendor, useRoomDraft, changeDraft, storedSecret, typeField } from './draft.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { UserSigNote } from './UserSigNote.tsx'
import { Select } from '../../ui/Select.tsx'

const vendors = [
  { vendor: 'tencent', Fields: TencentFields },
  { vendor: 'zego', Fields: ZegoFields },
] as const

export function ConnectionStep() {
  const t = useTranslate('rooms')
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
            label={<span className="font-semibold">{t(`vendor.${vendor}.name`)}</span>}
            hint={t(`vendor.${vendor}.gives`)}
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

/** The servers that the vendors document, the default first. `region` is a translation key. */
export const documentedHosts = {
  tencent: [
    { region: 'china', host: 'console.tim.qq.com' },
    { region: 'singapore', host: 'adminapisgp.im.qcloud.com' },
    { region: 'unitedStates', host: 'adminapiusa.im.qcloud.com' },
    { region: 'jakarta', host: 'adminapiidn.im.qcloud.com' },
    { region: 'seoul', host: 'adminapikr.im.qcloud.com' },
    { region: 'frankfurt', host: 'adminapiger.im.qcloud.com' },
  ],
  zego: [
    { region: 'unified', host: 'mini-game-api.zego.im' },
    { region: 'shanghai', host: 'mini-game-api-sha.zego.im' },
    { region: 'hongKong', host: 'mini-game-api-hkg.zego.im' },
    { region: 'frankfurt', host: 'mini-game-api-fra.zego.im' },
    { region: 'california', host: 'mini-game-api-lax.zego.im' },
    { region: 'mumbai', host: 'mini-game-api-bom.zego.im' },
    { region: 'singapore', host: 'mini-game-api-sgp.zego.im' },
  ],
} as const satisfies Record<Vendor, readonly { region: string; host: string }[]>

const isDocumented = (vendor: Vendor, host: string) => documentedHosts[vendor].some((known) => known.host === host)

function TencentFields() {
  const t = useTranslate('rooms')
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
          label={t('secret.kind')}
          value={kind}
          options={[
            { value: 'userSig', label: t('secret.userSig') },
            { value: 'secretKey', label: t('secret.secretKey') },
          ]}
          onChange={(next) => changeDraft({ tencentSecret: next })}
          className="self-start whitespace-nowrap"
        />
        {/* Show a stored secret only if it is of the chosen kind (UserSig or SecretKey). */}
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

function ZegoFields() {
  const t = useTranslate('rooms')
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
          label={t('sex.label')}
          value={sex === '' ? 'none' : sex}
          options={[
            { value: 'none', label: t('sex.none') },
            { value: '1', label: t('sex.male') },
            { value: '2', label: t('sex.female') },
          ]}
          onChange={(next) => typeField('zego.viewer.sex', next === 'none' ? '' : next)}
        />
        <RoomField path="zego.join" />
      </div>
    </div>
  )
}

const custom = 'custom'

/** Renders the choice of the vendor's server: a documented region, or a typed host name. */
function HostField({ vendor }: { vendor: Vendor }) {
  const t = useTranslate('rooms')
  const path = `${vendor}.host` as const
  const host = useRoomDraft((draft) => draft.fields[path])
  const wrong = useRoomDraft((draft) => draft.problems[path] !== undefined)
  const isCustom = !isDocumented(vendor, host)
  return (
    <>
      <Select
        label={t('region.label')}
        value={isCustom ? custom : host}
        options={[
          ...documentedHosts[vendor].map((known) => ({
            value: known.host as string,
            label: `${t(`region.${known.region}`)} · ${known.host}`,
          })),
          { value: custom, label: t('region.custom') },
        ]}
        onChange={(next) => typeField(path, next === custom ? '' : next)}
      />
      {(isCustom || wrong) && <RoomField path={path} placeholder="https://example.com" />}
    </>
  )
}
