import type { Room } from '../../../shared/contract/room.ts'
import { usualCaps, usualLimits } from '../../../shared/usual-limits.ts'
import { caps, limits, limitText } from './limits.ts'
import { emptyFields, type Fields } from './fields.ts'

/**
 * The form filled with a room as main gives it back, that is without its secrets. A limit or cap at its usual value stays
 * blank, so that it follows the environment when the host changes that.
 */
export function fieldsOf(room: Room): Fields {
  const fields: Fields = { ...emptyFields, name: room.name }
  if (room.tencent) {
    fields['tencent.host'] = room.tencent.host
    fields['tencent.sdkAppId'] = String(room.tencent.sdkAppId)
    fields['tencent.identifier'] = room.tencent.identifier
    fields['tencent.roomId'] = room.tencent.roomId
    fields['tencent.sender'] = room.tencent.sender
    fields['tencent.receiver'] = room.tencent.receiver
  }
  if (room.zego) {
    fields['zego.host'] = room.zego.host
    fields['zego.appId'] = String(room.zego.appId)
    fields['zego.miniGameId'] = room.zego.miniGameId
    fields['zego.roomId'] = room.zego.roomId
    fields['zego.viewer.userId'] = room.zego.viewer.userId
    fields['zego.viewer.nickname'] = room.zego.viewer.nickname
    fields['zego.viewer.avatar'] = room.zego.viewer.avatar
    fields['zego.viewer.sex'] = text(room.zego.viewer.sex)
    fields['zego.receiver'] = room.zego.receiver ?? ''
    fields['zego.join'] = room.zego.join === false ? '' : room.zego.join
  }
  const usual = usualLimits(room.environment)
  for (const limit of limits)
    if (room.limits[limit] !== usual[limit]) fields[`limits.${limit}`] = limitText(limit, room.limits[limit])
  const ownCaps = usualCaps(room.environment)
  for (const cap of caps) if (room.caps[cap] !== ownCaps[cap]) fields[`caps.${cap}`] = text(room.caps[cap])
  return fields
}

const text = (value: number | undefined) => (value === undefined ? '' : String(value))
