import { originOf } from '../../../shared/contract/fields.ts'
import type { TencentConfig, ZegoConfig } from './room-config.ts'

/** Which connection a send belongs to, for good. The sandbox's address changes with every start; its sends do not. */
export const tencentKey = ({ host, sdkAppId, roomId }: TencentConfig, sandbox: boolean) =>
  sandbox ? 'sandbox tencent' : `tencent ${originOf(host)} ${sdkAppId} ${roomId}`

export const zegoKey = ({ host, appId, roomId, miniGameId }: ZegoConfig, sandbox: boolean) =>
  sandbox ? 'sandbox zego' : `zego ${originOf(host)} ${appId} ${roomId} ${miniGameId}`

/** A secret belongs to an account, not to a room, so a second room of the account finds it. */
export const tencentSecretName = ({ host, sdkAppId, identifier }: TencentConfig) =>
  `tencent ${originOf(host)} ${sdkAppId} ${identifier}`
export const zegoSecretName = ({ host, appId }: ZegoConfig) => `zego ${originOf(host)} ${appId}`
