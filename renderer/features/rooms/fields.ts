/** Every typed field of the form, by the path the contract and the server name it with. */
export const emptyFields = {
  name: '',
  'tencent.host': 'console.tim.qq.com',
  'tencent.sdkAppId': '',
  'tencent.identifier': '',
  'tencent.userSig': '',
  'tencent.secretKey': '',
  'tencent.roomId': '',
  'tencent.sender': '',
  'tencent.receiver': '',
  'zego.host': 'mini-game-api.zego.im',
  'zego.appId': '',
  'zego.serverSecret': '',
  'zego.miniGameId': '',
  'zego.roomId': '',
  'zego.viewer.userId': 'testviewer',
  'zego.viewer.nickname': 'Test Viewer',
  'zego.viewer.avatar': '',
  'zego.viewer.sex': '',
  'zego.receiver': '',
  'zego.join': '1',
  'limits.tencentPerSecond': '',
  'limits.zegoPerSecond': '',
  'limits.zegoBatch': '',
  /** Typed in seconds; the path is the contract's. */
  'limits.expireAfterMs': '',
  'caps.perPress': '',
  'caps.perMinute': '',
  'caps.perSession': '',
}
export type FieldPath = keyof typeof emptyFields
export type Fields = Record<FieldPath, string>

export const secretFields = ['tencent.userSig', 'tencent.secretKey', 'zego.serverSecret'] as const
export type SecretField = (typeof secretFields)[number]

/** Where an account of Tencent Chat is typed. */
export const accountFields: ReadonlySet<FieldPath> = new Set([
  'tencent.identifier',
  'tencent.sender',
  'tencent.receiver',
])

export const isField = (path: string): path is FieldPath => Object.hasOwn(emptyFields, path)
