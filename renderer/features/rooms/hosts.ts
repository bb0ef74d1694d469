import type { Vendor } from '../../../shared/contract/fields.ts'

/** The hosts the vendors document, nearest default first. The key names the region in the catalogue. */
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

export const isDocumented = (vendor: Vendor, host: string) =>
  documentedHosts[vendor].some((known) => known.host === host)
