export interface VendorRegion {
  id: string
  host: string
  label: string
}

/** Regions the Live pages name ("REST API overview", tencentcloud.com 1071/76832); any other host can be typed in. */
export const tencentRegions = [
  { id: 'singapore', host: 'adminapisgp.im.qcloud.com', label: 'Singapore' },
  { id: 'china', host: 'console.tim.qq.com', label: 'China' },
  { id: 'silicon-valley', host: 'adminapiusa.im.qcloud.com', label: 'United States (Silicon Valley)' },
  { id: 'jakarta', host: 'adminapiidn.im.qcloud.com', label: 'Jakarta' },
] as const satisfies readonly VendorRegion[]

export type TencentRegionId = (typeof tencentRegions)[number]['id']

/** The guess the vendor's own console makes; a start, not a rule, since an app lives where it was made. */
export const guessTencentRegion = (sdkAppId: number): TencentRegionId =>
  sdkAppId < 1_400_000_000 ? 'singapore' : 'china'
